"""What SQLAlchemy has to say stays out of the answer of a command."""

import subprocess
import sys


def test_what_sqlalchemy_logs_is_said_to_nobody() -> None:
    """In a process of its own: pytest keeps every log, and hides what would go to stderr."""
    lines = (
        "import logging, wvls_mentor.store.driver",
        "logging.getLogger('sqlalchemy.pool.impl.NullPool').error('closing failed')",
    )
    ended = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    assert ended.stderr == ""
