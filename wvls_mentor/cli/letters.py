"""``wvls letters``."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import documents, services, sheets, views
from wvls_mentor.cli import completion, office, options, prompts
from wvls_mentor.cli.command import Call, alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.readers import number, one_of
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.letters import KINDS
from wvls_mentor.text import count, fold
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.documents.letters import Written
    from wvls_mentor.rules.letters import Question
    from wvls_mentor.services.letters import Choice, Found

app = alone()

Kind = Annotated[
    str | None,
    argument("[KIND]", f"Only these: {', '.join(KINDS)}.", read=one_of(*KINDS, what="a kind")),
]
OfPair = Annotated[
    str | None,
    option("--pair", metavar="PAIR", text="Only about this pair.", complete=completion.pairs),
]
To = Annotated[str | None, option("--to", metavar="PERSON", text="Only to this person.")]
Without = Annotated[
    list[str] | None, option("--except", metavar="PERSON", text="Not to this one. Repeatable.")
]
Save = Annotated[
    Path | None,
    option("--save", metavar="FOLDER", text="Save drafts for your mail program there."),
]
Sent = Annotated[bool, option("--sent", text="Mark these letters as sent.")]
Again = Annotated[bool, option("--again", text="Also those that were sent already.")]
LetEnd = Annotated[
    list[str] | None,
    option(
        "--let-end",
        metavar="PAIR",
        text="Ask this pair what they thought: it is to end, or has stopped. Repeatable.",
        complete=completion.pairs,
    ),
]


@command(
    app,
    "letters",
    example="wvls letters   wvls letters remind --save drafts   wvls letters intro --pair 3 --sent",
)
def letters(
    call: Call,
    kind: Kind = None,
    pair: OfPair = None,
    to: To = None,
    without: Without = None,
    save: Save = None,
    sent: Sent = False,
    again: Again = False,
    let_end: LetEnd = None,
    yes: options.Yes = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Write the letters that are due: you read them and send them.

    Without a kind it lists them all. Nothing is sent by this program.
    """
    day = as_of or call.today
    choice = services.letters.Choice(
        kind=kind,
        pair_id=None if pair is None else call.pair(pair, day).pair_id,
        to=None if to is None else call.person(to),
        without=frozenset(call.person(text) for text in without or ()),
        again=again,
    )
    _answer(call, day, choice, [call.pair(text, day).pair_id for text in let_end or ()])
    if kind is not None or save is not None:
        office.ask_for(call.db, (*office.SIGNATURE, *office.LINKS))
    found = services.letters.due(call.db, day, choice, today=call.today)
    written = [documents.letters.write(facts, found.office) for _, facts in found.letters]
    if save is not None and written:
        _save(call, save, written, found, yes=yes)
    marked = _mark(call, found, written, sent=sent, asked=save is not None and day <= call.today)
    result = views.letters.listing(found, written, whole=kind is not None, saved=save, sent=marked)
    return replace(result, warnings=_unsigned(found, written, save))


def _answer(call: Call, day: date, choice: "Choice", let_end: Sequence[int]) -> None:
    """Settle, pair by pair, whether anybody is to be asked for an evaluation at all."""
    if choice.kind not in (None, "evaluate"):
        if let_end:
            raise UsageProblem("--let-end is about evaluations.", "wvls letters evaluate --let-end")
        return
    questions = services.letters.due(call.db, day, choice, today=call.today).questions
    answers: list[tuple[Question, bool]] = [(q, True) for q in questions if q.pair_id in let_end]
    if choice.kind == "evaluate" and prompts.at_terminal() and call.format == "table":
        answers += [(q, yes) for q in questions if q.pair_id not in let_end for yes in _ask(q, day)]
    if answers:
        services.letters.answer(call.db, answers)


def _ask(question: "Question", day: date) -> list[bool]:
    """The answer about one pair; none where it is put off."""
    who = f"{question.mentor} and {question.mentee} (pair {question.pair_id})"
    about = views.letters.spoken(question.about, day)
    choices: tuple[str, ...]
    if question.question == "let-end":
        prompts.tell(
            f"{who}: their term ends {about}. To extend it: wvls extend {question.pair_id}"
        )
        choices, text = ("let it end", "later"), "Let it end, or decide later"
    else:
        prompts.tell(f"{who}: this pair stopped on {about}.")
        choices, text = ("write", "do not write", "later"), "Write to them anyway"
    for place, choice in enumerate(choices, 1):
        prompts.tell(f"  {place}  {choice}")
    read = number(1, len(choices))
    chosen = choices[prompts.ask_until(text, "a choice", read) - 1]
    return [] if chosen == "later" else [chosen != "do not write"]


def _save(
    call: Call, folder: Path, written: "Sequence[Written]", found: "Found", *, yes: bool
) -> None:
    """A draft a letter and one page of them all; what is there is asked about first."""
    contents = {
        documents.letters.file_name(letter, number): documents.mail.draft(letter, found.office)
        for number, letter in enumerate(written, 1)
    }
    contents["letters.html"] = documents.letters.as_page(written, found.day).encode()
    if there := sheets.files.taken(folder, contents):
        files = count(len(there), "file")
        prompts.confirm(f"Replace {files} in {folder}, such as {there[0].name}?", yes=yes)
    sheets.files.put_files(folder, contents)


def _mark(
    call: Call, found: "Found", written: "Sequence[Written]", *, sent: bool, asked: bool
) -> int:
    """Mark letters as sent: outright, or as a terminal answers once they are saved."""
    chosen = [letter for letter, _ in found.letters]
    if not sent:
        if not (asked and chosen and prompts.at_terminal() and call.format == "table"):
            return 0
        names = [letter.name for letter in written]
        kept = prompts.ask_until(
            "Mark as sent: all, none, or all but ... (names)", "a choice", _reader(names)
        )
        chosen = [x for x, name in zip(chosen, names, strict=True) if name in kept]
    if not chosen:
        return 0
    return services.letters.mark(call.db, chosen, on=found.day, today=call.today)


def _reader(names: Sequence[str]) -> Callable[[str], frozenset[str]]:
    """Reads ``all``, ``none``, or ``all but One, Two`` into the names that are meant."""

    def read(text: str) -> frozenset[str]:
        clean = fold(text)
        if clean in ("all", "none"):
            return frozenset(names if clean == "all" else ())
        parts = [p.strip() for p in clean.removeprefix("all but").split(",") if p.strip()]
        left = {name for part in parts for name in names if part in fold(name)}
        missing = [part for part in parts if not any(part in fold(name) for name in names)]
        if not clean.startswith("all but") or missing or not parts:
            said = f"No letter is to {missing[0][:40]!r}." if missing else "That is not a choice."
            raise UsageProblem(said, "Type all, none, or: all but Mentor One, Mentee Two")
        return frozenset(names) - left

    return read


def _unsigned(found: "Found", written: "Sequence[Written]", save: Path | None) -> list[str]:
    if not written or found.office.coordinator_name:
        return []
    return ["the letters have no name below them: wvls policy set coordinator_name 'YOUR NAME'"]
