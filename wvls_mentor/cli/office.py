"""Asks once for the office settings that documents need, such as who signs letters."""

import re
from collections.abc import Iterable
from pathlib import Path

from wvls_mentor import invocation, services
from wvls_mentor.cli import prompts, reviews
from wvls_mentor.cli.readers import read_phone
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.choices import knows_nothing, says_nothing
from wvls_mentor.rules.policy import about, read_setting

SIGNATURE = (
    "coordinator_name", "coordinator_title", "coordinator_phone", "coordinator_email",
    "organization", "program_name",
)  # fmt: skip
LINKS = ("report_link", "guide_link", "evaluation_link", "w9_link", "business_office")
_ADDRESS = "coordinator_email"
_QUESTIONS = {
    "coordinator_name": ("Your name, as you sign letters", ""),
    "coordinator_title": ("Your title", ""),
    "coordinator_phone": ("Your phone", ""),
    "coordinator_email": ("Your e-mail address", ""),
    "organization": ("Your organization", ""),
    "organization_address": ("Mailing address of your organization, on one line", ""),
    "program_name": ("What the program is called", "mentoring program"),
    "report_link": ("Link to the meeting report form", ""),
    "guide_link": ("Link to the Meeting and Training Guide", ""),
    "evaluation_link": ("Link to the evaluation form", ""),
    "fiscal_year_start": ("Month in which your fiscal year begins", "January"),
    "budget": ("Budget of a fiscal year, in dollars (0 for none)", "0"),
    "w9_link": ("Link to a blank W-9 form", ""),
    "business_office": ("Who answers questions about payments (name, phone, e-mail)", ""),
}

_EXAMPLES = {  # for a ?, where what a setting is only says the question again
    "coordinator_name": "Type your name as it stands below a letter, such as Joan Sample.",
    "coordinator_title": "Type what stands below your name, such as Mentoring Program Coordinator.",
    "coordinator_phone": "Type your number as letters show it, such as 715-555-0100.",
    "organization": "Type its name as letters show it, such as Sample Library System.",
}


def ask_for(db: Path, keys: Iterable[str], *, undone: str = "") -> None:
    """At a terminal, ask for what was never answered; Enter leaves one out.

    Elsewhere nothing is asked: documents do without. *undone* tells whoever stops afterward what
    was not done.
    """
    if not prompts.at_terminal() or not (missing := services.office.unanswered(db, keys)):
        return
    several = f"{len(missing)} short questions; Enter skips any."
    prompts.tell(
        f"{several if len(missing) > 1 else 'One short question; Enter skips it.'} "
        "Letters and other documents use the answers. To change one later: wvls policy set"
    )
    answers = {key: _answer(key) for key in missing}
    if _reviewed(answers):
        saved = "Your answers about the office were saved (see them: wvls policy)."
        with invocation.on_the_way(f"{saved} {undone}".strip()):
            services.office.answer(db, answers)
    else:
        prompts.tell("None of these answers was saved.")


def _reviewed(answers: dict[str, str]) -> bool:
    """Show the answers and ask once whether they are right: they will be on every letter.

    A number asks for that answer again. Returns whether the answers are to be saved.
    """
    keys = list(answers)
    while True:
        prompts.tell("Your answers (to leave one out, type its number, then -):")
        prompts.show_choices(
            (number, f"{_QUESTIONS[key][0]}: {answers[key] or '(left out)'}")
            for number, key in enumerate(keys, 1)
        )
        typed = reviews.decided(
            "Save these answers? yes, no, or the number of one to change", len(keys), default="yes"
        )
        if isinstance(typed, bool):
            return typed
        answers[keys[typed - 1]] = _answer(keys[typed - 1])


def _answer(key: str) -> str:
    question, default = _QUESTIONS[key]
    while True:
        typed = prompts.ask(
            question, key, default=default, explained=_EXAMPLES.get(key) or about(key)
        )
        typed = default if says_nothing(typed) or knows_nothing(typed) else typed
        try:
            read_setting(key, typed)
            if key == "coordinator_phone":
                read_phone(typed)
            return prompts.sure_of_address(typed.strip()) if key == _ADDRESS else typed.strip()
        except UsageProblem as problem:
            # Nobody who is asked for a link has met the name of the setting.
            asked = re.sub(r" \([^()]*\)$", "", question)
            said = problem.message.replace(f"{key} cannot be", f"{asked} cannot be", 1)
            prompts.tell(f"{said} {problem.hint or ''}".rstrip())
