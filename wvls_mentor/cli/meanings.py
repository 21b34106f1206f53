"""Other words that people type for a command, and the command to suggest for each.

A new word is one line in the table.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from wvls_mentor.cli.registry import COMMANDS
from wvls_mentor.text import listed
from wvls_mentor.views.steps import purpose

# By the group, empty for wvls itself: what is typed, and the commands that do it.
MEANT: dict[str, dict[str, tuple[str, ...]]] = {
    "": {
        "add": ("mentor add", "mentee add"),
        "agreement": ("rules",),
        "announce": ("letters",),
        "answer": ("evaluate",),
        "ask": ("agenda",),
        "assign": ("match",),
        "begin": ("init", "demo"),
        "bill": ("stipends claim",),
        "board": ("report",),
        "budget": ("stipends budget",),
        "call": ("check-in", "log-meeting"),
        "calls": ("overdue", "log-meeting"),
        "cancel": ("meeting cancel",),
        "change": ("mentor edit", "mentee edit", "meeting edit"),
        "check-ins": ("check-in",),
        "claim": ("stipends claim",),
        "claims": ("stipends claims",),
        "close": ("end",),
        "coffee": ("log-meeting",),
        "config": ("policy",),
        "confirm": ("meeting confirm",),
        "contact": ("log-meeting", "roster"),
        "contacts": ("roster",),
        "correct": ("meeting edit", "undo"),
        "create": ("init",),
        "csv": ("export",),
        "dashboard": ("status",),
        "deadline": ("overdue", "upcoming"),
        "deadlines": ("overdue", "upcoming"),
        "delete": ("forget", "meeting remove", "undo"),
        "done": ("goal done",),
        "download": ("export",),
        "due": ("overdue", "upcoming"),
        "e-mail": ("letters", "roster"),
        "edit": ("mentor edit", "mentee edit", "meeting edit"),
        "email": ("letters", "roster"),
        "emails": ("letters", "roster"),
        "erase": ("forget",),
        "evaluation": ("evaluate", "evaluations"),
        "excel": ("import", "export"),
        "expense": ("meeting claim",),
        "expenses": ("meeting claim", "stipends"),
        "extension": ("extend",),
        "feedback": ("evaluate", "evaluations"),
        "find": ("mentor list", "mentee list"),
        "finish": ("end",),
        "forecast": ("stipends forecast",),
        "forms": ("form",),
        "free": ("mentor list",),
        "goals": ("goal list",),
        "help": ("--help",),
        "leave": ("excuse", "mentee withdraw"),
        "ledger": ("stipends ledger",),
        "left": ("mentee withdraw", "end"),
        "letter": ("letters",),
        "libraries": ("library list",),
        "list": ("status", "roster"),
        "load": ("import",),
        "log": ("log-meeting",),
        "lunch": ("log-meeting",),
        "mail": ("letters",),
        "mark": ("stipends mark",),
        "matches": ("match", "status"),
        "meet": ("log-meeting",),
        "meetings": ("meeting list", "log-meeting"),
        "mentees": ("mentee list",),
        "mentors": ("mentor list",),
        "mile": ("meeting claim", "policy rate"),
        "mileage": ("meeting claim", "policy rate"),
        "miles": ("meeting claim", "policy rate"),
        "money": ("stipends",),
        "month": ("status", "upcoming"),
        "move": ("meeting edit",),
        "new": ("mentor add", "mentee add", "init"),
        "next": ("upcoming",),
        "note": ("check-in", "log-meeting"),
        "notes": ("status",),
        "open": ("overdue", "upcoming"),
        "outstanding": ("overdue",),
        "overview": ("status",),
        "owed": ("stipends",),
        "paid": ("stipends ledger",),
        "pair": ("match", "status"),
        "pairs": ("status",),
        "partner": ("status", "roster"),
        "pause": ("mentor pause", "excuse"),
        "pay": ("stipends pay",),
        "payment": ("stipends pay", "stipends ledger"),
        "payments": ("stipends ledger", "stipends pay"),
        "pays": ("stipends pay",),
        "people": ("roster", "mentor list", "mentee list"),
        "person": ("mentor show", "mentee show"),
        "phone": ("log-meeting", "roster"),
        "phones": ("roster",),
        "plan": ("log-meeting --planned",),
        "planned": ("upcoming", "log-meeting --planned"),
        "print": ("roster --save", "report --save"),
        "program": ("status",),
        "quarter": ("report",),
        "questions": ("form", "agenda"),
        "rate": ("policy rate",),
        "rates": ("policy",),
        "rating": ("evaluate", "evaluations"),
        "ratings": ("evaluations",),
        "redo": ("undo",),
        "refund": ("stipends void",),
        "remind": ("letters remind",),
        "reminder": ("letters remind",),
        "reminders": ("letters remind",),
        "remove": ("forget", "meeting remove", "undo"),
        "rename": ("mentor edit", "mentee edit"),
        "reschedule": ("meeting edit",),
        "resume": ("mentor resume", "mentee resume"),
        "revert": ("undo",),
        "save": ("backup", "export"),
        "schedule": ("log-meeting --planned", "upcoming"),
        "search": ("mentor list", "mentee list"),
        "send": ("letters",),
        "set": ("policy set",),
        "setting": ("policy",),
        "settings": ("policy",),
        "setup": ("init",),
        "show": ("status", "mentor show", "mentee show"),
        "spreadsheet": ("import", "export"),
        "start": ("init", "demo"),
        "statistics": ("report",),
        "stats": ("report",),
        "stipend": ("stipends",),
        "stop": ("end",),
        "story": ("status",),
        "successor": ("handover",),
        "summary": ("status", "report"),
        "survey": ("evaluate", "evaluations"),
        "talk": ("agenda",),
        "tasks": ("overdue",),
        "term": ("extend", "end"),
        "today": ("overdue", "upcoming"),
        "todo": ("overdue",),
        "topics": ("topic list",),
        "total": ("stipends year",),
        "totals": ("stipends year",),
        "travel": ("meeting claim",),
        "trip": ("meeting claim",),
        "trips": ("meeting claim", "stipends"),
        "tutorial": ("demo",),
        "unmatch": ("end",),
        "unpaid": ("stipends --unpaid",),
        "update": ("mentor edit", "mentee edit", "meeting edit"),
        "upload": ("import",),
        "version": ("--version",),
        "view": ("status",),
        "visit": ("log-meeting",),
        "visits": ("meeting list", "log-meeting"),
        "void": ("stipends void",),
        "w-9": ("mentor edit",),
        "w9": ("mentor edit",),
        "waiting": ("mentee list",),
        "week": ("upcoming",),
        "who": ("roster",),
        "why": ("stipends why",),
        "withdraw": ("mentee withdraw", "stipends withdraw"),
        "year": ("report", "stipends year"),
    },
    "goal": {
        "change": ("goal edit",),
        "close": ("goal done", "goal drop"),
        "complete": ("goal done",),
        "delete": ("goal drop",),
        "finish": ("goal done",),
        "met": ("goal done",),
        "new": ("goal add",),
        "remove": ("goal drop",),
        "show": ("goal list",),
        "update": ("goal edit",),
        "view": ("goal list",),
    },
    "library": {
        "change": ("library edit",),
        "new": ("library add",),
        "update": ("library edit",),
        "view": ("library show",),
    },
    "meeting": {
        "add": ("log-meeting",),
        "change": ("meeting edit",),
        "delete": ("meeting remove",),
        "done": ("meeting confirm",),
        "expense": ("meeting claim",),
        "expenses": ("meeting claim",),
        "held": ("meeting confirm",),
        "log": ("log-meeting",),
        "mileage": ("meeting claim",),
        "miles": ("meeting claim",),
        "move": ("meeting edit",),
        "new": ("log-meeting",),
        "plan": ("log-meeting --planned",),
        "reschedule": ("meeting edit",),
        "schedule": ("log-meeting --planned",),
        "show": ("meeting list",),
        "travel": ("meeting claim",),
        "update": ("meeting edit",),
    },
    "mentee": {
        "change": ("mentee edit",),
        "delete": ("mentee withdraw", "forget"),
        "find": ("mentee show",),
        "forget": ("forget",),
        "leave": ("mentee withdraw",),
        "match": ("match",),
        "new": ("mentee add",),
        "pause": ("mentee withdraw", "excuse"),
        "remove": ("mentee withdraw", "forget"),
        "update": ("mentee edit",),
        "view": ("mentee show",),
    },
    "mentor": {
        "change": ("mentor edit",),
        "delete": ("mentor pause", "forget"),
        "find": ("mentor show",),
        "forget": ("forget",),
        "leave": ("mentor pause",),
        "new": ("mentor add",),
        "remove": ("mentor pause", "forget"),
        "update": ("mentor edit",),
        "view": ("mentor show",),
        "withdraw": ("mentor pause", "forget"),
    },
    "policy": {
        "add": ("policy rate",),
        "change": ("policy set",),
        "edit": ("policy set",),
        "list": ("policy",),
        "mileage": ("policy rate",),
        "rates": ("policy",),
        "show": ("policy",),
        "stipend": ("policy rate",),
    },
    "stipends": {
        "approve": ("stipends mark",),
        "cancel": ("stipends void", "stipends withdraw"),
        "delete": ("stipends void", "stipends withdraw"),
        "history": ("stipends ledger",),
        "list": ("stipends",),
        "owed": ("stipends --unpaid",),
        "paid": ("stipends ledger",),
        "payment": ("stipends pay", "stipends ledger"),
        "payments": ("stipends ledger",),
        "print": ("stipends claim",),
        "remove": ("stipends void", "stipends withdraw"),
        "sent": ("stipends mark",),
        "show": ("stipends",),
        "undo": ("stipends void", "stipends withdraw"),
        "unpaid": ("stipends --unpaid",),
    },
    "topic": {
        "new": ("topic add",),
        "show": ("topic list",),
    },
}


_UNKNOWN = re.compile("No such command '([^']*)'.*", re.DOTALL)
# Less alike than this is another word: "init" was proposed for "visit", "roster" for "note".
_ALIKE = 0.75


def plain(message: str) -> str:
    """*message* without Typer's guess, which compares letters only; our hint is better."""
    return _UNKNOWN.sub(r"There is no command '\1'.", message)


def hint(group: str, message: str, commands: Iterable[str]) -> str | None:
    """What to type instead of an unknown command; None if nothing fits.

    By the meaning first, then by the letters: *commands* are the names that *group* has.
    """
    typed = _UNKNOWN.match(message)
    if typed is None:
        return None
    word = typed[1].lower().strip(",.;:?")
    found = MEANT.get(group, {}).get(word) or _alike(group, word, commands)
    each = (_with_purpose(f"wvls {one}") for one in found)
    return f"Did you mean {listed(each, 'or')}?" if found else None


def _alike(group: str, word: str, commands: Iterable[str]) -> tuple[str, ...]:
    """What the nearest word in letters stands for, a command or one of the table, if near enough."""
    meant, names = MEANT.get(group, {}), list(commands)
    near = get_close_matches(word, [*names, *meant], n=1, cutoff=_ALIKE)
    if not near or near[0] not in names:
        return meant[near[0]] if near else ()
    return (f"{group} {near[0]}".lstrip(),)


def _with_purpose(command: str) -> str:
    """*command* with what it does; a group, which no screen proposes, with its line of the list."""
    does = purpose(command) or COMMANDS[command.split()[1]][1]
    return f"{command} ({does[:1].lower()}{does[1:].partition(' (')[0].rstrip('.')})"
