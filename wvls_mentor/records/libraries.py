"""The fields of libraries and topics."""

from wvls_mentor.errors import UsageProblem
from wvls_mentor.records import readers, tidying
from wvls_mentor.records.field import Field, RecordKind, plainly

LOCALES = ("11", "12", "13", "21", "22", "23", "31", "32", "33", "41", "42", "43")


def locale(text: str) -> str:
    """An NCES locale code. Raises UsageProblem."""
    if text not in LOCALES:
        raise UsageProblem(
            f"{text[:20]!r} is not an NCES locale code.", f"Use {', '.join(LOCALES)}."
        )
    return text


def _aliases(text: str) -> str:
    """Other spellings as they are kept: each once, ``; `` between them."""
    named = (readers.one_line("other name")(part) for part in text.split(";") if part.strip())
    return "; ".join(dict.fromkeys(named))


def _key(text: str) -> str:
    return readers.one_line("FSCS key", 20)(text).upper()


LIBRARIES = RecordKind(
    "libraries",
    "library",
    (
        Field(
            name="name",
            read=plainly(readers.one_line("name")),
            synonyms=("library", "library name", "libname"),
        ),
        Field(name="city", read=plainly(readers.any_line("city")), synonyms=("town",)),
        Field(
            name="county",
            read=plainly(readers.any_line("county")),
            synonyms=("cnty",),
            detail=readers.or_nothing,
        ),
        Field(
            name="latitude",
            read=plainly(readers.degrees),
            synonyms=("lat",),
            detail=readers.or_nothing,
        ),
        Field(
            name="longitude",
            read=plainly(readers.degrees),
            synonyms=("longitud", "long", "lng"),
            detail=readers.or_nothing,
        ),
        Field(
            name="population",
            read=plainly(readers.up_to(100_000_000)),
            tidy=tidying.number("people", "residents?", about=True),
            synonyms=("popu_lsa", "population served", "population of legal service area"),
            detail=readers.or_nothing,
        ),
        Field(name="locale", read=plainly(locale), detail=readers.or_nothing),
        Field(name="fscskey", read=plainly(_key), detail=readers.or_nothing),
        Field(name="member", read=plainly(readers.yes_no), told=readers.yes_no_told),
        Field(
            name="aliases",
            read=plainly(_aliases),
            synonyms=("other names", "also known as"),
            detail=readers.or_nothing,
            several=True,
        ),
    ),
    keys=(("name",),),
)
TOPICS = RecordKind(
    "topics",
    "topic",
    (
        Field(name="slug"),
        Field(name="title", read=plainly(readers.one_line("title"))),
        Field(name="area", read=plainly(readers.one_line("area"))),
    ),
    keys=(("slug",),),
)
