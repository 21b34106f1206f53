"""Short descriptions of the next commands that a screen proposes."""

import re
from contextvars import ContextVar

from wvls_mentor.text import to_copy

# By how a command begins; of several that fit, the longest.
_PURPOSES = {
    "--help": "every command",
    "--version": "which wvls this is",
    "agenda --save": "one page to print",
    "agenda": "what to talk about at the next meeting",
    "backup": "copy the database",
    "calendar": "deadlines and visits by day",
    "calendar --save": "a file for your calendar program",
    "check": "look for mistakes in the file and the records",
    "check-in": "note your call to a pair",
    "demo": "try everything on fictional people",
    "end": "end a pair early",
    "evaluate": "record a partner's evaluation",
    "evaluations": "the evaluation summary",
    "evaluations --detail": "who said what",
    "evaluations -f csv": "all of it for a spreadsheet",
    "excuse": "excuse a pair from a deadline",
    "export": "save records as sheets",
    "extend": "give the pair more time",
    "forget": "erase somebody's contact details and notes",
    "form": "the questions for a sign-up form",
    "goal add": "write down a goal",
    "goal done": "close a goal that was reached",
    "goal edit": "correct a goal",
    "goal drop": "close a goal that was given up",
    "goal list": "the goals of a pair",
    "goal share": "note that you have received a goal",
    "handover": "the page for a successor",
    "history": "what was changed, and when",
    "import": "read a sheet",
    "import mentees": "read the mentees' sheet",
    "import mentors": "read the mentors' sheet",
    "init": "make a new database",
    "keep-apart": "never match these two",
    "letters": "the letters that are due",
    "letters --save": "write them as drafts for your mail program",
    "letters --sent": "mark them as sent",
    "letters remind": "read the reminders",
    "library add": "add a library",
    "library edit": "change a library",
    "library list": "the libraries",
    "library show": "one library",
    "log-meeting": "log a meeting, a call or an e-mail",
    "match": "see who could be matched",
    "match --accept": "make these pairs (asks first)",
    "match ID": "compare every mentor for one mentee",
    "match ID ID": "make this pair (asks first)",
    "meeting cancel": "call a planned meeting off",
    "meeting claim": "add travel to a meeting",
    "meeting confirm": "say that a planned meeting took place",
    "meeting edit": "correct a meeting",
    "meeting list": "the meetings of a pair",
    "meeting remove": "take a meeting out",
    "mentee add": "add a mentee",
    "mentee edit": "change a mentee",
    "mentee list": "the mentees",
    "mentee resume": "put a mentee back on the list",
    "mentee show": "everything about a mentee",
    "mentee withdraw": "note that a mentee has left",
    "mentor add": "add a mentor",
    "mentor edit": "change a mentor",
    "mentor list": "the mentors",
    "log-meeting --planned": "plan a meeting",
    "mentor pause": "take a mentor off the list for now",
    "mentor resume": "put a mentor back on the list",
    "mentor show": "everything about a mentor",
    "overdue": "what is late and whose turn it is",
    "policy": "the settings in force",
    "policy rate": "set a rate",
    "policy set": "change a setting",
    "records": "collect what is on file about somebody",
    "report": "how it's going, for the board",
    "report --save": "one page to print",
    "restore": "go back to a backup",
    "roster": "the pairs with phones and e-mail",
    "roster --save": "a list to print",
    "rules": "the twelve clauses",
    "status": "all pairs on one screen",
    "status ID": "the whole story of this pair",
    "stipends": "what each mentor has earned",
    "stipends --unpaid": "what is still owed",
    "stipends budget": "what is left of the budget",
    "stipends claim": "make a claim sheet",
    "stipends claim ID --save": "a page to print and sign",
    "stipends claims": "the claims",
    "stipends forecast": "what may still come",
    "stipends ledger": "every payment",
    "stipends mark": "note that a claim was sent or approved",
    "stipends pay": "record a payment (asks first)",
    "stipends pay --dry-run": "see what a payment would include",
    "stipends void": "take a payment back",
    "stipends why": "how an amount was calculated",
    "stipends withdraw": "take a claim back",
    "stipends year": "a year's totals by payee",
    "topic add": "add a topic",
    "topic list": "the topics",
    "undo": "undo the newest command",
    "undo ID": "undo this command",
    "upcoming": "what comes due next",
}


# The file that was named with --db, so that a command to copy goes to the same one.
_file: ContextVar[str | None] = ContextVar("file", default=None)


def repeat_file(file: str | None) -> None:
    """Set the *file* that next commands repeat; None if none was typed."""
    _file.set(file)


# Where a command begins in a sentence; the demo has a file of its own.
_BEGINS = re.compile(rf"\bwvls (?=(?:{'|'.join({w.split()[0] for w in _PURPOSES} - {'demo'})})\b)")


def as_typed_here(text: str) -> str:
    """*text* whose commands have the ``--db`` that was typed: without it they change another file."""
    file = _file.get()
    if file is None or "wvls " not in text:
        return text
    return _BEGINS.sub(lambda _: f"wvls --db {to_copy(file)} ", text)


def purpose(command: str) -> str:
    """What ``wvls ...`` does, in a few words; empty where nobody needs to be told."""
    words = ["ID" if re.fullmatch("[0-9]+|[A-Z]+|C-[0-9-]+", w) else w for w in command.split()[1:]]
    for length in range(len(words), 0, -1):
        if found := _PURPOSES.get(" ".join(words[:length])):
            return found
    return ""
