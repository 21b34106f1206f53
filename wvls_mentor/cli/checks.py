"""``wvls check``."""

from dataclasses import replace
from typing import Annotated

from wvls_mentor import services, views
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.errors import Findings
from wvls_mentor.text import count
from wvls_mentor.views.result import CommandResult

app = alone()

ExitCode = Annotated[
    bool, option("--exit-code", text="Exit with code 3 if there is a problem, for scripts.")
]


@command(app, "check", example="wvls check --exit-code")
def check(call: Call, exit_code: ExitCode = False) -> CommandResult:
    """Check the file and the records.

    It looks at every cell, and at whether the records agree.
    """
    problems = services.checks.check(call.db, call.today)
    notes = services.checks.notes(call.db, call.today)
    result = views.sheets.checked([*problems, *notes], call.today)
    if not exit_code or not problems:
        return result
    error = Findings(f"{count(len(problems), 'problem')}.", "Each says what to do about it.")
    return replace(result, error=error)
