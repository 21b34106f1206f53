"""The fields for how people are reached, written to and paid, and how their cells are read."""

from wvls_mentor.records import readers, tidying
from wvls_mentor.records.field import Field, FormQuestion, plainly
from wvls_mentor.text import line


def or_none(value: str | None) -> str:
    """A text among the details, "none" where there is none."""
    return value or "none"


def _address(text: str) -> str:
    """A mailing address in one line: forms take it in several, and its parts must not run together."""
    parts = (part.strip(" ,") for part in text.splitlines())
    return line(", ".join(filter(None, parts)), "address", empty=True)


def _no_letters(reason: str | None) -> str:
    """Why somebody gets no letters, among the details; nothing where they get them."""
    if reason is None:
        return ""
    return f"none: {reason}" if reason else "none"


PHONE = Field(
    name="phone",
    table="person",
    read=plainly(readers.any_line("phone number", 60)),
    tidy=tidying.phone,
    synonyms=("phone number", "your phone number", "telephone"),
    questions=(FormQuestion(text="Phone number", place=2),),
    label="phone",
    detail=or_none,
    shown=2,
    forgotten="",
    erased="phone",
)


def _text(name: str, label: str, noun: str, *synonyms: str, erased: str = "") -> Field:
    """A text of people; *noun* is what a refusal calls it, *erased* what ``forget`` does."""
    return Field(
        name=name,
        read=plainly(_address if name == "address" else readers.any_line(noun)),
        table="person",
        synonyms=synonyms,
        label=label,
        detail=str,
        shown=6,
        names_people=True,
        forgotten="",
        erased=erased or noun,
    )


TEXTS = (
    _text("address", "address", "address", "mailing address", "your mailing address", "postal address",
          erased="mailing address"),
    _text("dear", "greeted as", "greeting", "salutation", "greeting", "how letters greet them"),
    _text("vendor", "vendor number", "vendor number", "vendor number", "vendor id", "vendor no"),
    _text(
        "payable_to",
        "checks payable to",
        "name on the check",
        "checks payable to", "make checks payable to", "payee",
        erased="payee",
    ),
)  # fmt: skip
# Whether they get letters and may be paid. The cell of the first is "yes", "no" or "no: REASON".
PAPERS = (
    Field(
        name="letters",
        read=plainly(readers.letters_said),
        write=readers.letters_cell,
        table="person",
        column="no_letters",
        synonyms=("write letters to them",),
        label="letters",
        detail=_no_letters,
        shown=6,
        note=True,  # the reason is free text: an export without notes has none
    ),
    Field(
        name="w9_on",
        read=readers.day,
        table="person",
        synonyms=("w9", "w-9", "w-9 on file since", "w9 on file"),
        label="W-9 on file since",
        detail=readers.or_nothing,
        shown=6,
        erased="W-9 date",
    ),
)
