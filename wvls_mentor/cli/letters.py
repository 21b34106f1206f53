"""``wvls letters``."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor import documents, invocation, services, sheets, views
from wvls_mentor.cli import completion, letter_reading, office, options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.readers import number, one_of, read_path
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.deadlines import evaluations_open, may_let_end
from wvls_mentor.rules.letters import KINDS
from wvls_mentor.rules.terms import concluded_on
from wvls_mentor.text import count, fold, listed, to_copy
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.documents.letters import Written
    from wvls_mentor.rules.letter_values import Letter, LetterQuestion
    from wvls_mentor.rules.terms import PairFacts
    from wvls_mentor.services.letters import Found, LetterChoice

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
    option(
        "--save", metavar="FOLDER", text="Save drafts for your mail program there.", read=read_path
    ),
]
Sent = Annotated[bool, option("--sent", text="Mark these letters as sent.")]
Again = Annotated[bool, option("--again", text="Also those that were sent already.")]
LetEnd = Annotated[
    list[str] | None,
    option(
        "--let-end",
        metavar="PAIR",
        text="Ask this pair for evaluations even though it ended early. Before its end: record that "
        "it is to end. Repeatable.",
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
    """Write the letters that are due, for you to read and send.

    Without a kind it lists them all. Nothing is sent by this program.
    """
    day = as_of or call.today
    choice = services.letters.LetterChoice(
        kind=kind,
        pair_id=None if pair is None else call.pair(pair, day).pair_id,
        to=None if to is None else call.person(to),
        without=frozenset(call.person(text) for text in without or ()),
        again=again,
    )
    ended = [call.pair(text, day) for text in let_end or ()]
    _answer(call, day, choice, frozenset(f.pair_id for f in ended))
    if kind is not None or save is not None:
        office.ask_for(call.db, (*office.SIGNATURE, *office.LINKS))
    found = services.letters.due(call.db, day, choice, today=call.today)
    written = [documents.letters.write(facts, found.office) for _, facts in found.letters]
    unsigned = _unsigned(found, written)
    if save is not None and written:
        prompts.warn(unsigned)  # before there are drafts that would have to be made again
        unsigned = []
        _save(call, save, written, found, yes=yes)
    one_by_one = kind is not None and save is None and not sent and call.format == "table"
    one_by_one = one_by_one and letter_reading.is_long(written)
    if one_by_one:
        letter_reading.read(written)
    asked = save is not None and day <= call.today
    marked = _mark(call, found, written, sent=sent, drafts=save if asked else None)
    if marked:
        found = services.letters.sent(found, marked)
    result = views.letters.listing(
        found,
        written,
        whole=kind is not None and not one_by_one,
        saved=save,
        sent=len(marked),
        chosen=_chosen(
            kind, pair=pair, to=to, without=without, again=again, as_of=as_of, today=call.today
        ),
    )
    return replace(result, warnings=[*_too_early(ended, day), *unsigned])


def _chosen(
    kind: str | None,
    *,
    pair: str | None,
    to: str | None,
    without: Sequence[str] | None,
    again: bool,
    as_of: date | None,
    today: date,
) -> views.letters.Chosen:
    """Which letters were chosen, as words that choose the same again."""
    parts = [] if pair is None else [f"--pair {to_copy(pair)}"]
    parts += [] if to is None else [f"--to {to_copy(to)}"]
    parts += [f"--except {to_copy(text)}" for text in without or ()]
    parts += ["--again"] if again else []
    parts += [] if as_of is None or as_of == today else [f"--as-of {as_of}"]
    return views.letters.Chosen(kind, " ".join(parts), (as_of or today) <= today)


def _too_early(ended: "Sequence[PairFacts]", day: date) -> list[str]:
    """Pairs of which nothing was recorded: an extension may have moved their end away."""
    return [
        f"--let-end {f.pair_id}: nothing was recorded. The term of {f.mentor} and {f.mentee} ends "
        f"on {concluded_on(f)}; evaluations open on {evaluations_open(f)}."
        for f in ended
        if day < concluded_on(f) and not may_let_end(f, day)
    ]


def _answer(call: Call, day: date, choice: "LetterChoice", let_end: frozenset[int]) -> None:
    """Settle, pair by pair, whether anybody is to be written to about its end at all."""
    if choice.kind not in (None, "evaluate", "closing"):
        if let_end:
            raise UsageProblem(
                "--let-end is about the end of a pair: its evaluations, its thanks.",
                "Use it with no kind, with evaluate or with closing.",
            )
        return
    asked = replace(choice, asked_again=let_end)
    questions = services.letters.due(call.db, day, asked, today=call.today).questions
    answers: list[tuple[LetterQuestion, bool]] = [
        (q, True) for q in questions if q.pair_id in let_end
    ]
    if choice.kind is not None and prompts.at_terminal() and call.format == "table":
        answers += [(q, yes) for q in questions if q.pair_id not in let_end for yes in _ask(q, day)]
    if answers:
        with invocation.on_the_way("Your answers about finished pairs were saved: wvls history."):
            # Of letters to come the answer is from today: nobody can decide on a later day.
            services.letters.answer(call.db, answers, on=min(day, call.today))


def _ask(question: "LetterQuestion", day: date) -> list[bool]:
    """The answer about one pair; none where it is put off."""
    who = f"{question.mentor} and {question.mentee} (pair {question.pair_id})"
    about = views.letters.spoken(question.about, day)
    choices: tuple[str, ...]
    if question.question == "let-end":
        prompts.tell(
            f"{who}: their term ends {about}. To extend it: wvls extend {question.pair_id}"
        )
        if not question.in_touch:
            prompts.tell("No contact between them is on record.")
        choices, text = ("let it end", "later"), "Let it end, or decide later"
    else:
        what = f"this pair stopped on {about}"
        if not question.in_touch:
            what += ", with no contact on record"
        prompts.tell(f"{who}: {what}. No evaluation or thank-you letter yet.")
        choices, text = ("write", "do not write", "later"), "Write to them anyway"
    prompts.show_choices(enumerate(choices, 1))
    place = prompts.ask_until(
        text, "a choice", number(1, len(choices)),
        default=str(len(choices)), explained="Type the number of a line above.",
    )  # fmt: skip
    chosen = choices[place - 1]
    return [] if chosen == "later" else [chosen != "do not write"]


def _save(
    call: Call, folder: Path, written: "Sequence[Written]", found: "Found", *, yes: bool
) -> None:
    """A draft a letter and one page of them all; what is there is asked about first."""
    drafts = (documents.mail.draft(letter, found.office) for letter in written)
    contents = dict(zip(_file_names(written), drafts, strict=True))
    contents["letters.html"] = documents.letters.as_page(written, found.day).encode()
    if there := sheets.files.taken(folder, contents):
        several = f"{count(len(there), 'file')} in {folder}, such as {there[0].name}"
        files = several if len(there) > 1 else f"{there[0].name} in {folder}"
        if len(there) == 1 and documents.letters.is_page(there[0]):
            files += ", the page that wvls saved with the letters before"
        prompts.confirm(f"Replace {files}?", yes=yes, explained=prompts.REPLACED)
    sheets.files.put_files(folder, contents)


def _file_names(written: "Sequence[Written]") -> list[str]:
    return [documents.letters.file_name(letter, n) for n, letter in enumerate(written, 1)]


def _mark(
    call: Call, found: "Found", written: "Sequence[Written]", *, sent: bool, drafts: Path | None
) -> "list[Letter]":
    """Mark letters as sent: outright, or as a terminal answers once they are saved as *drafts*."""
    chosen = [letter for letter, _ in found.letters]
    if not sent:
        if not (drafts and chosen and prompts.at_terminal() and call.format == "table"):
            return []
        names = [letter.name for letter in written]
        # Nobody knows what there is to send before it is named.
        prompts.tell(f"{count(len(names), 'letter')} saved in {drafts.absolute()}:")
        files = _file_names(written)
        kinds = (letter.kind for letter in chosen)
        prompts.show_choices(
            (kind, f"{name}\t{file}") for kind, name, file in zip(kinds, names, files, strict=True)
        )
        prompts.tell("To read them, open letters.html or a draft.")
        prompts.tell("Have you sent any of these yet? (Enter if not)")
        kept = _names_sent(names)
        chosen = [x for x, name in zip(chosen, names, strict=True) if name in kept]
    if chosen:
        services.letters.mark(call.db, chosen, on=found.day, today=call.today)
    return chosen


def _names_sent(names: Sequence[str]) -> frozenset[str]:
    """Who was written to, as a terminal answers. Whoever stops here has the drafts all the same."""
    text = "Mark as sent: all, none, or all but ... (names)"
    try:
        return prompts.ask_until(
            text, "a choice", _reader(names), default="none", explained=_SENT_HELP
        )
    except (typer.Abort, EOFError, KeyboardInterrupt):
        prompts.tell("")
        prompts.tell("Saved. Nothing was marked as sent.")
        raise typer.Exit(130) from None


_SENT_HELP = (
    'Type "all" if you sent every letter, "none" if you send them later, the names of the ones you '
    'sent, such as Mentor One, Mentee Two, or "all but" and the names of the ones you\'ll send later.'
)


def _names_in(text: str, names: Sequence[str]) -> list[str]:
    """The names listed in *text*, by commas or "and"; a name that has an "and" stays whole."""
    every = [part.strip().removeprefix("and ").strip() for part in text.split(",")]
    return [
        name.strip()
        for part in every
        for name in ([part] if _meant(part, names) else part.split(" and "))
    ]


def _meant(part: str, names: Sequence[str]) -> list[str]:
    """The names that *part* is, else those that have its words: the ann of Joanne is no word."""
    every, words = dict.fromkeys(names), set(part.split())
    whole = [name for name in every if fold(name) == part]
    return whole or [name for name in every if words and words <= set(fold(name).split())]


def _only(part: str, names: Sequence[str]) -> str:
    """The one name that is meant. Raises UsageProblem for none and for several."""
    found = _meant(part, names)
    if not found:
        raise UsageProblem(f"There is no letter to {part[:40]!r}.", _LEAVE_OUT)
    if len(found) > 1:
        # Left out with the others, a letter that was sent would be sent once more.
        hint = "Type the whole name."
        raise UsageProblem(f"{part[:40]!r} fits {listed(found)}.", hint)
    return found[0]


_LEAVE_OUT = "Type all, none, names such as Mentor One, Mentee Two, or: all but Mentor One"


def _reader(names: Sequence[str]) -> Callable[[str], frozenset[str]]:
    """Reads ``all``, ``none``, ``One, Two`` or ``all but One, Two`` into the names that are meant."""

    def read(text: str) -> frozenset[str]:
        clean = fold(text)
        if clean in ("all", "none", "n", "no"):
            return frozenset(names if clean == "all" else ())
        parts = [p for p in _names_in(clean.removeprefix("all but"), names) if p]
        # A stray y marked six letters as sent that were not.
        if clean in ("y", "yes") or not parts:
            raise UsageProblem("That is not a choice.", _LEAVE_OUT)
        meant = frozenset(_only(part, names) for part in parts)
        return frozenset(names) - meant if clean.startswith("all but") else meant

    return read


def _unsigned(found: "Found", written: "Sequence[Written]") -> list[str]:
    if not written:
        return []
    said = []
    if not found.office.coordinator_name:
        said.append(
            'the letters have no name below them: wvls policy set coordinator_name "YOUR NAME"'
        )
    if not found.office.coordinator_phone and not found.office.coordinator_email:
        said.append(
            "the letters have no phone and no e-mail address below them: "
            'wvls policy set coordinator_phone "YOUR PHONE"'
        )
    return said
