"""Every error of the program. A class has the exit code; an instance, sentence and hint."""

# How a hint begins that ends with a command. A question says to type ? instead.
SEE_ALL = "See them all: "


class WvlsError(Exception):
    """A refusal in one sentence, with one more that says what to do about it."""

    exit_code = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageProblem(WvlsError):
    """A value is malformed or out of its option's range."""

    exit_code = 2


def missing(what: str, hint: str) -> UsageProblem:
    """The refusal of a command line without *what*, such as ``--until``; *hint* says what to do."""
    return UsageProblem(f"Missing {what}.", hint)


class Findings(WvlsError):
    """Something is late or wrong, for a script that asked with ``--exit-code``."""

    exit_code = 3


class NotFound(WvlsError):
    """No person, library, pair or topic fits, or several do."""

    exit_code = 4


class Ambiguous(NotFound):
    """Several fit; *choices* are (id, label), to be asked about at a terminal."""

    def __init__(self, message: str, choices: list[tuple[int, str]]) -> None:
        shown = "; ".join(f"{n} {' '.join(label.split(chr(9)))}" for n, label in choices[:12])
        more = f" and {len(choices) - 12} more" if len(choices) > 12 else ""
        super().__init__(message, f"Name one by its id: {shown}{more}.")
        self.choices = choices


class Refused(WvlsError):
    """The program's rules or its records forbid it."""

    exit_code = 5


class Canceled(WvlsError):
    """Somebody answered that it is not to be done: the question is not put again."""

    exit_code = 5

    def __init__(self) -> None:
        super().__init__("Canceled. Nothing was saved.")


class NeedsWaiver(Refused):
    """Only C1 or C2 stands against a pair, which the coordinator may waive."""


class BadInputFile(WvlsError):
    """An input file is missing, unreadable or holds bad rows."""

    exit_code = 6


class DatabaseProblem(WvlsError):
    """The database is missing, not ours, newer than the program, damaged or busy."""

    exit_code = 7


class DatabaseDamaged(DatabaseProblem):
    """The file is damaged inside: nothing that is read from it, or copied, can be relied on."""


class DatabaseBusy(DatabaseProblem):
    """Another program still holds the database after a wait; it may be free in a moment."""
