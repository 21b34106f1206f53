"""The facts of a mentor or mentee that ``edit`` asks about at a terminal, and the questions."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

from wvls_mentor import services
from wvls_mentor.cli import editing, options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.editing import Fact
from wvls_mentor.cli.people_options import ADD_MENTEE, ADD_MENTOR
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import number, read_past_day, read_phone
from wvls_mentor.money import parse_miles
from wvls_mentor.records import readers
from wvls_mentor.records.field import Field, Reading
from wvls_mentor.records.papers import PHONE, TEXTS
from wvls_mentor.rules.people import MenteeLine, MentorLine
from wvls_mentor.text import line, listed, note, tag


def ask(call: Call, person_id: int, role: str) -> tuple[str | None, dict[str, Any]]:
    """The new name, and the other new values by option."""
    there = services.standing.person(call.db, person_id, role, call.today)
    own = _mentors(there) if isinstance(there, MentorLine) else _mentees(there)
    found = editing.ask(call, [*_who(there), *own, *_rest(there)])
    if "letters" in found:
        gets, reason = found.pop("letters")
        found |= {"letters": True} if gets else {"no_letters": reason}
    return found.pop("name", None), found


def _mentors(there: MentorLine) -> list[Fact]:
    drives = "any distance" if there.max_miles is None else f"{there.max_miles:g} miles"
    return [
        Fact("experience_since", "experience since", str(there.experience_since),
             ADD_MENTOR["experience_since"]),
        Fact("expertise", "expertise", listed(there.expertise), ADD_MENTOR["expertise"], [""]),
        Fact("capacity", "capacity", str(there.capacity),
             Question("How many mentees at a time", read=number(0, 100))),
        Fact("max_miles", "drives", drives, replace(ADD_MENTOR["max_miles"], read=parse_miles),
             typed=lambda tenths: ("--max-miles", f"{tenths / 10:g}")),
    ]  # fmt: skip


def _mentees(there: MenteeLine) -> list[Fact]:
    needs = listed(f"{topic} ({priority})" for topic, priority in there.needs)
    return [
        Fact("administrator_since", "director since", str(there.administrator_since),
             ADD_MENTEE["administrator_since"]),
        Fact("need", "needs", needs, ADD_MENTEE["need"], [""]),
    ]  # fmt: skip


def _who(there: MentorLine | MenteeLine) -> list[Fact]:
    def free(asking: Asking, typed: str) -> str:
        new = services.people.check_new_address(asking.call.db, there.id, typed)
        return prompts.sure_of_address(new)

    return [
        Fact("name", "name", there.name, _checked("Name", lambda t: line(t, "name"))),
        Fact("email", "e-mail", there.email, Question("E-mail address", check=free)),
        Fact("library", "library", there.library or "none", options.ASK_LIBRARY),
    ]


def _rest(there: MentorLine | MenteeLine) -> list[Fact]:
    papers = there.papers
    found = {f.name: _fact(f, getattr(papers, f.name)) for f in TEXTS}
    found["no_letters"] = Fact(
        "letters", "letters", readers.letters_cell(papers.no_letters),
        _checked("Write letters to them (yes, no, or no: REASON)", readers.letters),
        typed=_letters,
    )  # fmt: skip
    found["w9_on"] = Fact(
        "w9", "W-9 on file since", str(papers.w9_on or ""),
        _checked("When did their W-9 come in", read_past_day),
    )  # fmt: skip
    return [
        _words("interest", "interests", there.interests, "interest"),
        _words("culture", "culture", there.culture, "culture tag"),
        replace(_fact(PHONE, there.phone), question=_checked("Phone", read_phone)),
        *(found[column.name] for column in fields(papers)),
        Fact("note", "note", there.note, _checked("A note", note), ""),
    ]


def _letters(said: tuple[bool, str]) -> list[str]:
    gets, reason = said
    return ["--letters"] if gets else ["--no-letters", *([reason] if reason else [])]


def _fact(field: Field, now: str) -> Fact:
    """A text of any person."""
    return Fact(
        field.name, field.label, now, _checked(field.label.capitalize(), _reader(field.read)), ""
    )


def _checked(text: str, read: Callable[[str], Any]) -> Question:
    return Question(text, read=read)


def _reader(read: Callable[[str, Reading], Any]) -> Callable[[str], Any]:
    return lambda typed: read(typed, Reading(date.min))


def _words(parameter: str, name: str, now: tuple[str, ...], what: str) -> Fact:
    question = Question(
        f"{name.capitalize()}, with commas between them",
        read=lambda typed: tag(typed, what),
        many=True,
    )
    return Fact(parameter, name, listed(now), question, [""])
