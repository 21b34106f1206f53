"""The matching on screen and as JSON, with the reasons for each score (C3)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from wvls_mentor.rules.matching import Proposal
from wvls_mentor.rules.matching_facts import (
    Candidate,
    Excluded,
    Explanation,
    Factor,
    Pairing,
    Unmatched,
)
from wvls_mentor.rules.missing import Missing, OnlyMentor, Turn, UncoveredNeed
from wvls_mentor.rules.topics import listed_needs, listed_topics, with_titles
from wvls_mentor.text import count, listed, percent
from wvls_mentor.views.columns import WIDE, Column, as_objects, stacked
from wvls_mentor.views.result import CommandResult, as_many_as_fit
from wvls_mentor.views.screen import (
    arrow,
    bar,
    heading,
    headline,
    left_out,
    listing,
    next_steps,
    print_details,
    say,
)  # fmt: skip
from wvls_mentor.views.theme import Line, Part, as_typed, done, late, parted, quiet, soon, strong

if TYPE_CHECKING:
    from rich.console import Console


FACTORS = ("need", "location", "interests", "culture")


def _factors(factors: dict[str, Factor]) -> dict[str, Any]:
    return {
        name: {"value": round(f.value, 6), "weight": f.weight, "known": f.known, "why": f.why}
        for name, f in factors.items()
    }


def _miles(miles: float | None) -> float | None:
    return None if miles is None else round(miles, 1)


def _whole_miles(miles: float | None) -> str:
    return "?" if miles is None else f"{miles:.0f}"


PROPOSED: tuple[Column[Pairing], ...] = (
    Column("mentee_id", lambda p: p.mentee.id),
    Column("mentee", lambda p: p.mentee.name),
    Column("mentor_id", lambda p: p.mentor.id),
    Column("mentor", lambda p: p.mentor.name),
    Column("score", lambda p: p.score),
    Column("miles", lambda p: _miles(p.miles)),
    Column("factors", lambda p: _factors(p.factors), csv=""),
)
UNMATCHED: tuple[Column[Unmatched], ...] = (
    Column("mentee_id", lambda u: u.mentee.id),
    Column("mentee", lambda u: u.mentee.name),
    Column("reason", lambda u: u.reason),
)
NEEDS: tuple[Column[UncoveredNeed], ...] = (
    Column("topic", lambda n: n.topic),
    Column("mentee_ids", lambda n: [m.id for m in n.mentees]),
)
ONLY: tuple[Column[OnlyMentor], ...] = (
    Column("mentee_id", lambda o: o.mentee.id),
    Column("mentee", lambda o: o.mentee.name),
    Column("mentor_id", lambda o: o.mentor.id),
    Column("mentor", lambda o: o.mentor.name),
)
SOON: tuple[Column[Turn], ...] = (
    Column("person_id", lambda t: t.person.id),
    Column("name", lambda t: t.person.name),
    Column("change", lambda t: t.change),
    Column("on", lambda t: t.on),
)
CANDIDATES: tuple[Column[Candidate], ...] = (
    Column("mentor_id", lambda c: c.mentor.id),
    Column("mentor", lambda c: c.mentor.name),
    Column("score", lambda c: c.score),
    Column("miles", lambda c: _miles(c.miles)),
    Column("factors", lambda c: _factors(c.factors), csv=""),
    Column("cost_to_program", lambda c: {"matched": c.cost_matched, "score": c.cost_score}, csv=""),
    Column(None, lambda c: c.cost_matched, csv="cost_matched"),
    Column(None, lambda c: c.cost_score, csv="cost_score"),
)
EXCLUDED: tuple[Column[Excluded], ...] = (
    Column("mentor_id", lambda e: e.mentor.id),
    Column("mentor", lambda e: e.mentor.name),
    Column("reasons", lambda e: e.reasons),
)
_ESTIMATE = "Miles are one-way estimates. Nothing is saved yet."
_UNKNOWN = '"?" means not known: half the points, or none for interests.'


def proposal(
    found: Proposal, day: date, titles: Mapping[str, str], *, quote: str = "", made: bool = False
) -> CommandResult:
    """The proposal for everybody who waits; *quote* repeats the options for the next command.

    *titles* of the topics are for the screen alone.
    """
    return CommandResult(
        day,
        lambda: _proposal_body(found),
        lambda console: _proposal_screen(console, found, titles, quote, made),
        lambda: stacked((PROPOSED, found.pairings), (UNMATCHED, found.unmatched)),
    )


def _proposal_body(found: Proposal) -> dict[str, Any]:
    return {
        "proposals": as_objects(PROPOSED, found.pairings),
        "unmatched": as_objects(UNMATCHED, found.unmatched),
        "summary": {
            "waiting": found.waiting,
            "matched": len(found.pairings),
            "total_score": found.total_score,
            "lowest_score": found.lowest_score,
        },
        "missing": {
            "needs": as_objects(NEEDS, found.missing.needs),
            "one_mentor": as_objects(ONLY, found.missing.only),
            "soon": as_objects(SOON, found.missing.soon),
        },
    }


def _proposal_screen(
    console: "Console", found: Proposal, titles: Mapping[str, str], quote: str, made: bool
) -> None:
    if not found.waiting:
        headline(console, "Nobody is waiting for a mentor.")
        _missing_screen(console, found.missing, titles)
        next_steps(console, "wvls import mentees", "wvls mentee list")
        return
    headline(console, parted(*_proposal_lead(found)))
    if found.pairings:
        say(console, "")
        _pairings_list(console, found, titles)
    if found.unmatched:
        heading(console, "Not matched")
        print_details(
            console, ((f"{u.mentee.id} {u.mentee.name}", u.reason) for u in found.unmatched)
        )
    if made:
        return
    _missing_screen(console, found.missing, titles)
    if not found.pairings:
        next_steps(console, "wvls mentor list", "wvls import mentors", "wvls mentor add")
        return
    say(console, "", *_small_print(found.pairings))
    first = found.pairings[0].mentee
    next_steps(console, f"wvls match --accept{quote}", f"wvls match {first.id}")


def _small_print(shown: Iterable[Pairing | Candidate]) -> Iterator[Line]:
    """What the figures above are, and the question mark where there is one."""
    yield quiet(_ESTIMATE)
    if any(not factor.known for one in shown for factor in one.factors.values()):
        yield quiet(_UNKNOWN)


def _missing_screen(console: "Console", found: Missing, titles: Mapping[str, str]) -> None:
    """What to look for in the next mentor, and what will not wait."""
    rows: list[tuple[Line, Line]] = [
        (
            titles[need.topic],
            (quiet("no free mentor covers it for "), listed(m.name for m in need.mentees)),
        )
        for need in found.needs
    ]
    rows += [
        (o.mentee.name, (quiet("has one possible mentor: "), o.mentor.name)) for o in found.only
    ]
    for turn in found.soon:
        said: Line = ("can be a mentor from ", turn.on, quiet(" (C1)"))
        if turn.change == "too-experienced":
            said = ("can be matched until ", turn.on - timedelta(days=1), quiet(" (C2)"))
        rows.append((turn.person.name, said))
    if rows:
        heading(console, "Please note")
        print_details(console, rows)


def _proposal_lead(found: Proposal) -> list[Line]:
    mentees = count(found.waiting, "mentee")
    matched = f"{len(found.pairings)} of {mentees} can be matched"
    if not found.pairings:
        matched = f"No match is possible for {mentees}"
    lead: list[Line] = [strong(matched)]
    if found.pairings:
        lead.append(f"average {percent(found.total_score // len(found.pairings))}%")
    if found.lowest_score is not None:
        lead.append(f"weakest {percent(found.lowest_score)}%")
    return lead


def _pairings_list(console: "Console", found: Proposal, titles: Mapping[str, str]) -> None:
    header = ("mentor and mentee", "score", "need", "near", "inter.", "cult.", "miles")
    entries: list[tuple[Sequence[Line], Sequence[Line]]] = []
    for p in found.pairings:
        name = f"{p.mentor.id} {p.mentor.name} {arrow()} {p.mentee.id} {p.mentee.name}"
        bars = [bar(p.factors[f].value) if p.factors[f].known else quiet("?") for f in FACTORS]
        cells = (strong(name), f"{percent(p.score)}%", *bars, _whole_miles(p.miles))
        why = _why(p.factors, titles)
        entries.append((cells, [quiet(why)] if why else []))
    listing(console, header, entries, left=(0, 2, 3, 4, 5))


def _why(factors: dict[str, Factor], titles: Mapping[str, str], *, unknown: bool = False) -> str:
    """The reasons, and with *unknown* also what cannot be known."""
    chosen = (factors[f] for f in ("need", "interests", "culture"))
    return "; ".join(with_titles(f.why, titles) for f in chosen if f.known or unknown)


def explanation(
    found: Explanation, day: date, titles: Mapping[str, str], *, everything: bool
) -> CommandResult:
    """Every mentor for one mentee; a terminal shows the best that fit unless *everything* is asked."""

    def screen(console: "Console") -> None:
        every = len(found.candidates) + len(found.excluded)
        draw = partial(_explanation_screen, found=found, titles=titles)
        draw(console, every if everything else as_many_as_fit(draw, console, every))

    return CommandResult(
        day,
        lambda: {
            "mentee_id": found.mentee.id,
            "mentee": found.mentee.name,
            "candidates": as_objects(CANDIDATES, found.candidates),
            "excluded": as_objects(EXCLUDED, found.excluded),
        },
        screen,
        lambda: stacked((CANDIDATES, found.candidates), (EXCLUDED, found.excluded)),
    )


def _explanation_screen(
    console: "Console", most: int, found: Explanation, titles: Mapping[str, str]
) -> None:
    """The *most* fitting mentors, those that are possible first."""
    mentee, possible = found.mentee, found.candidates[:most]
    if found.candidates:
        best = found.candidates[0]
        lead = f"Best for {mentee.name}: {best.mentor.name}, {percent(best.score)}%."
    elif mentee.matched_with is not None:
        lead = f"{mentee.name} is matched with {mentee.matched_with}."
    else:
        lead = f"Nobody can mentor {mentee.name}."
    headline(console, lead)
    needs = listed_needs((titles[topic], p) for topic, p in mentee.needs) or "nothing named"
    say(console, quiet(f"{mentee.place.name if mentee.place else 'no library'}; needs {needs}"))
    if found.uncovered_needs:
        lacking = listed_topics((titles[n] for n in found.uncovered_needs), "or")
        say(console, soon(f"Nobody free covers {lacking}."))
    if found.candidates:
        say(console, "")
        _candidates_list(console, found, titles, possible)
    if found.excluded:
        _excluded(console, found, most - len(possible))
    if more := len(found.candidates) + len(found.excluded) - most:
        say(console, left_out(more))
    if found.candidates:
        say(console, "", *_small_print(possible))
        next_steps(console, f"wvls match {mentee.id} {found.candidates[0].mentor.id}")
    else:
        next_steps(console, "wvls mentor list", f"wvls mentee show {mentee.id}")


def _excluded(console: "Console", found: Explanation, most: int) -> None:
    """Mentors who cannot be matched, with why; what all share is said once, as a sentence."""
    every, matched = found.excluded, found.mentee.matched_with is not None
    mine = [o for o in every[0].against if o.of_mentee]
    # Who the mentee is matched with is said above.
    if said := [o.sentence for o in mine if not (matched and o.code == "not-waiting")]:
        say(console, "", f"{'; '.join(said)}.")
    theirs = [[o.sentence for o in e.against if not o.of_mentee] for e in every]
    shared = [r for r in theirs[0] if all(r in one for one in theirs)] if len(every) > 1 else []
    rows = zip(every[:most], theirs, strict=False)
    left = [(e, [r for r in one if r not in shared]) for e, one in rows]
    own = [(f"{e.mentor.id} {e.mentor.name}", reasons) for e, reasons in left if reasons]
    if not own and not (shared and left):
        return
    heading(console, "Not possible", "; ".join(shared))
    if bare := [f"{e.mentor.id} {e.mentor.name}" for e, reasons in left if shared and not reasons]:
        say(console, as_typed(listed(bare)))
    print_details(console, ((as_typed(who), quiet("; ".join(why))) for who, why in own))


def _candidates_list(
    console: "Console",
    found: Explanation,
    titles: Mapping[str, str],
    possible: Sequence[Candidate],
) -> None:
    weights = found.candidates[0].factors
    names = ("need", "near", "int.", "cult.")
    heads = [f"{n}/{weights[key].weight}" for n, key in zip(names, FACTORS, strict=True)]
    wide = console.width >= WIDE
    entries: list[tuple[Sequence[Line], Sequence[Line]]] = []
    for c in possible:
        points = _points(c.factors, c.score)
        if wide:
            bars = (bar(c.factors[f].value) if c.factors[f].known else "" for f in FACTORS)
            points = [f"{b} {p.rjust(5)}" for b, p in zip(bars, points, strict=True)]
        name = Part(f"{c.mentor.id} {c.mentor.name}", "strong", exact=True)
        cells: list[Line] = [name, f"{percent(c.score)}%", *points, _whole_miles(c.miles)]
        effect = _cost(c.cost_matched, c.cost_score, c.mentor.id == found.proposed_mentor_id)
        why = quiet(_why(c.factors, titles, unknown=True))
        below: list[Line] = [why, *(soon(f"! {sentence}") for sentence in c.note)]
        if wide:
            cells.append(effect)
        else:  # next to the figures it would leave no room for a name
            below.insert(0, (quiet("effect on all pairs: "), effect))
        entries.append((cells, below))
    header = ("mentor", "score", *heads, "miles", *(["effect on all pairs"] if wide else []))
    listing(console, header, entries, left=(0, 7) if wide else (0,))


def _points(factors: dict[str, Factor], score: int) -> list[str]:
    """Each factor's share of the score in points, rounded so that the parts add up."""
    total = sum(f.weight for f in factors.values()) or 1
    exact = [1000 * factors[f].weight * factors[f].value / total for f in FACTORS]
    parts = [int(x) for x in exact]
    target = (score + 5) // 10
    by_loss = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_loss[: max(0, target - sum(parts))]:
        parts[i] += 1
    marks = ["" if factors[f].known else "?" for f in FACTORS]
    return [f"{p // 10}.{p % 10}{mark}" for p, mark in zip(parts, marks, strict=True)]


def _cost(matched: int, score: int, best: bool) -> Line:
    if matched:
        return late(f"{count(matched, 'match', 'matches')} fewer")
    if score:
        return f"costs {percent(score)} points" if score > 0 else f"gains {percent(-score)} points"
    return done("none (recommended)") if best else "none (a tie)"
