"""``wvls`` and ``python -m wvls_mentor``: ready for Ctrl-C before anything else loads."""

from wvls_mentor import interrupts


def run() -> None:
    """Load the command line and run it."""
    interrupts.during_startup()
    from wvls_mentor.cli.main import run as command_line

    command_line()


if __name__ == "__main__":
    run()
