"""``python -m wvls_mentor``."""

from wvls_mentor.cli.main import run

if __name__ == "__main__":
    run()
