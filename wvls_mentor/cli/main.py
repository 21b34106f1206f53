"""The ``wvls`` command."""


def run() -> None:
    """Run the command line."""
