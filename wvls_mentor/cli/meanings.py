"""Words that people type for a command that is called otherwise: near in meaning, not in letters.

A module of its own: a new word is one line here.
"""

import re

from wvls_mentor.text import listed
from wvls_mentor.views.steps import purpose

# By the group, empty for wvls itself: what is typed, and the commands that do it.
MEANT: dict[str, dict[str, tuple[str, ...]]] = {
    "": {
        "claim": ("stipends claim",),
        "claims": ("stipends claims",),
        "contacts": ("roster",),
        "delete": ("forget", "undo"),
        "due": ("overdue", "upcoming"),
        "late": ("overdue",),
        "ledger": ("stipends ledger",),
        "log": ("log-meeting",),
        "new": ("init",),
        "pairs": ("status",),
        "pay": ("stipends pay",),
        "payments": ("stipends ledger", "stipends pay"),
        "people": ("roster",),
        "remind": ("letters remind",),
        "reminders": ("letters remind",),
        "settings": ("policy",),
        "visit": ("log-meeting",),
    },
    "goal": {
        "close": ("goal done", "goal drop"),
        "complete": ("goal done",),
        "delete": ("goal drop",),
        "finish": ("goal done",),
        "new": ("goal add",),
        "remove": ("goal drop",),
    },
    "library": {"change": ("library edit",), "new": ("library add",)},
    "meeting": {
        "add": ("log-meeting",),
        "change": ("meeting edit",),
        "delete": ("meeting remove",),
        "held": ("meeting confirm",),
        "log": ("log-meeting",),
        "new": ("log-meeting",),
    },
    "mentee": {
        "change": ("mentee edit",),
        "delete": ("mentee withdraw", "forget"),
        "new": ("mentee add",),
        "remove": ("mentee withdraw", "forget"),
    },
    "mentor": {
        "change": ("mentor edit",),
        "delete": ("mentor pause", "forget"),
        "new": ("mentor add",),
        "remove": ("mentor pause", "forget"),
    },
    "stipends": {
        "approve": ("stipends mark",),
        "history": ("stipends ledger",),
        "paid": ("stipends ledger",),
        "payments": ("stipends ledger",),
        "print": ("stipends claim",),
        "sent": ("stipends mark",),
    },
}


def hint(group: str, message: str) -> str | None:
    """What to type for the command that a usage error says is none; None where nobody knows."""
    typed = re.match("No such command '([^']*)'", message)
    found = MEANT.get(group, {}).get(typed[1].lower()) if typed else None
    if found is None:
        return None
    each = (f"wvls {one} ({purpose(f'wvls {one}').partition(' (')[0]})" for one in found)
    return f"Did you mean {listed(each, 'or')}?"
