"""The board report: two sentences, a table of figures with the period before, two pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wvls_mentor.dates import spoken
from wvls_mentor.documents import templates
from wvls_mentor.documents.blocks import as_text
from wvls_mentor.documents.blocks import blocks as cut
from wvls_mentor.money import money
from wvls_mentor.rules.deadline_kinds import OF_NAME
from wvls_mentor.rules.policy import Policy
from wvls_mentor.rules.report import SILENCE, Figures, Matched, Report
from wvls_mentor.text import count, listed

NOTHING = ("", "none", "none due", "none set", "-", "no answers", "too few answers to tell")
# A board wants to see it even if it is zero.
ALWAYS = ("Of this, paid", "Of this, still owed")
# A letter page within its margins, and what stands on it beside the rows and the map: points of a
# screen; how many letters a cell and a line of the words below a picture hold.
PAGE, ABOVE, ROW, CAPTION = 971, 300, 40, 115


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in words, of the period and of the one before."""

    label: str
    now: str
    before: str


def sentences(found: Report) -> str:
    """Whether the program works, in two sentences."""
    return " ".join(as_text(b) for b in cut(templates.render("report.txt", found.day, r=found), ()))


def lines(found: Report) -> tuple[Line, ...]:
    """The figures that say something in one of the two periods; of an empty one none."""
    now = _values(found, found.now)
    before = {} if found.before.empty else _values(found, found.before)
    if found.now.empty and found.before.empty:
        return ()
    made = (Line(label, value or "-", before.get(label) or "-") for label, value in now.items())
    return tuple(
        x for x in made
        if x.label in ALWAYS or x.now not in NOTHING or x.before not in NOTHING
    )  # fmt: skip


def _values(found: Report, figures: Figures) -> dict[str, str]:
    rows = [(kind.report, kind.report_row) for kind in OF_NAME.values() if kind.report]
    text = templates.render("report_rows.txt", found.day, f=figures, rows=rows)
    cells = (row.partition(":") for row in text.splitlines() if row.strip())
    return {label.strip(): value.strip() for label, _, value in cells}


def budget_in_words(found: Report) -> str:
    """What the picture of the budget shows."""
    m = found.now.money
    paid, owed = m.term.earned_cents - m.term.owed_cents, m.term.owed_cents
    parts = [f"{money(paid)} is paid"] if paid else []
    parts += [f"{money(owed)} is owed"] if owed else []
    by = spoken(found.now.term.last, found.day)
    parts += [f"at most {money(m.most_cents)} more could be paid by {by}"] if m.most_cents else []
    said = f"{listed(parts)}." if parts else "Nothing is paid or owed."
    if m.budget_cents is None:
        return said[:1].upper() + said[1:]
    left = m.budget_cents - m.term.earned_cents - (m.most_cents or 0)
    rest = (
        f"{money(left)} would be left" if left >= 0 else f"that is {money(-left)} over the budget"
    )
    rest = rest if parts else "all of it is left"
    return f"Of a budget of {money(m.budget_cents)}, {said[:1].lower()}{said[1:-1]}: {rest}."


def pairs_in_words(found: Report, *, names: bool) -> Iterator[str]:
    """Who is matched with who: people with their towns, or towns alone, by name."""
    counted: dict[str, int] = {}
    for m in sorted(found.matched, key=_key):
        said = _named(m) if names else _towns(m)
        counted[said] = counted.get(said, 0) + 1
    for said, number in counted.items():
        yield said if number == 1 else f"{said} ({count(number, 'pair')})"


def _key(m: Matched) -> tuple[str, ...]:
    return tuple(x.casefold() for x in (m.mentor_town, m.mentee_town, m.mentor, m.mentee))


def _named(m: Matched) -> str:
    def one(name: str, town: str) -> str:
        return f"{name} ({town})" if town else name

    return f"{one(m.mentor, m.mentor_town)} with {one(m.mentee, m.mentee_town)}"


def _towns(m: Matched) -> str:
    elsewhere = "a mentor without a library"
    if m.mentor_town == m.mentee_town:
        return f"two in {m.mentor_town}" if m.mentor_town else "two without a library"
    return f"{m.mentor_town or elsewhere} with {m.mentee_town or 'a mentee without a library'}"


def _room(figures: Sequence[Line], caption: str) -> float:
    """How tall the map may be, in points of a screen, so that all is one printed page."""
    rows = sum(1 + (max(len(x.now), len(x.before)) > ROW) for x in figures)
    left = PAGE - ABOVE - rows * 17 - (2 + len(caption) // CAPTION) * 13
    return float(max(200, min(left, 360)))


def as_page(found: Report, office: Policy, *, names: bool) -> str:
    """The report as one page of HTML that prints: everything is in it, and nothing runs."""
    from wvls_mentor.documents import pictures

    pairs, figures = list(pairs_in_words(found, names=names)), lines(found)
    bar = pictures.budget(found.now.money)
    towns = pictures.towns(found, names=names, tallest=_room(figures, "; ".join(pairs)))
    return templates.page(
        "report.html",
        found.day,
        office,
        r=found,
        sentences=sentences(found),
        lines=figures,
        silence=SILENCE,
        budget=budget_in_words(found),
        pairs=pairs,
        bar=bar,
        map=towns,
    )
