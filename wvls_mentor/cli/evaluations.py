"""``wvls evaluate`` and ``evaluations``."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from dataclasses import replace as dc_replace
from functools import partial
from typing import Annotated, Any

from wvls_mentor import services, views
from wvls_mentor.cli import completion, options, prompts, questions
from wvls_mentor.cli.answer_words import partners
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import Reader, one_of, read_partner, read_stars
from wvls_mentor.rules.choices import GOALS_MET, PARTNERS, WOULD_REPEAT
from wvls_mentor.text import note
from wvls_mentor.views.result import CommandResult

evaluate_app = alone()
evaluations_app = alone()

_read_met = one_of(*GOALS_MET, what="one of the choices")
_read_again = one_of(*WOULD_REPEAT, what="one of the choices")

By = Annotated[
    str,
    option("--by", metavar="WHO", text="mentor or mentee.", read=read_partner),
    Question(
        "Whose evaluation is it",
        words=PARTNERS,
        names=lambda asking: partners(asking.call.pair(asking.given["pair"])),
    ),
]
Replace = Annotated[
    bool, option("--replace", text="Replace the one that is there; shows it and asks.")
]
Note = Annotated[str, option("--note", metavar="TEXT", text="In their own words.", read=note)]
Detail = Annotated[bool, option("--detail", text="Name who said what.")]
OnlyPair = Annotated[
    str | None,
    option("--pair", metavar="PAIR", text="Only this pair.", complete=completion.pairs),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOptions:
    """What a partner answered."""

    rating: Annotated[
        int | None,
        option("--rating", metavar="1..5", text="The mentorship as a whole.", read=read_stars),
    ] = None
    goals_met: Annotated[
        str | None,
        option("--goals-met", metavar="ANSWER", text="yes, mostly, partly or no.", read=_read_met),
    ] = None
    support: Annotated[
        int | None,
        option("--support", metavar="1..5", text="The coordinator's support.", read=read_stars),
    ] = None
    again: Annotated[
        str | None,
        option(
            "--again",
            metavar="ANSWER",
            text="Would take part again: yes, maybe, no.",
            read=_read_again,
        ),
    ] = None
    note: Note = ""


@command(
    evaluate_app,
    "evaluate",
    example="wvls evaluate 3 --by mentee --rating 5 --goals-met mostly --again yes",
    writes=True,
)
def evaluate(
    call: Call,
    pair: options.Pair,
    given: AnswerOptions,
    by: By,
    on: options.On = None,
    replace: Replace = False,
    yes: options.Yes = False,
) -> CommandResult:
    """Record a partner's evaluation (C10).

    With only the pair, at a terminal, it asks question by question.
    """
    pair_id = call.pair(pair).pair_id
    evaluate = partial(
        services.evaluations.evaluate, call.db, pair_id, by,
        on=on or call.today, today=call.today, replace=replace,
    )  # fmt: skip
    if prompts.at_terminal() and given == AnswerOptions():
        evaluate(services.evaluations.Answers(), write=False)  # or refuse now
        given = _asked(call)
        if given == AnswerOptions():
            prompts.confirm("Nothing was answered. Record it without any answer?", yes=yes)
    answers = services.evaluations.Answers(**asdict(given))
    if replace and (old := evaluate(answers, write=False).replaces):
        prompts.confirm(f"Replace {views.evaluations.in_words(old)}?", yes=yes)
    result = views.evaluations.evaluated(evaluate(answers), call.today)
    return (
        result if given != AnswerOptions() else dc_replace(result, warnings=[_empty(pair_id, by)])
    )


def _empty(pair_id: int, by: str) -> str:
    """What to do about an empty evaluation: it may be known only that a form came in."""
    add = f"wvls evaluate {pair_id} --by {by} --rating RATING --replace"
    return f"No answer is in this evaluation. To add what they said: {add}"


def _asked(call: Call) -> AnswerOptions:
    """Every answer, question by question; any may be skipped, as on paper."""

    def ask(option: str, text: str, read: Reader | None = None, words: Sequence[str] = ()) -> Any:
        asked = "Type what they answered on the form." if read else "Type what else they wrote."
        question = Question(text, words=words, read=read, optional=True, explained=lambda _: asked)
        return questions.put(question, Asking(call, {}), what=option)

    return AnswerOptions(
        rating=ask("--rating", "The mentorship as a whole, 1 to 5 (5 is best)", read_stars),
        goals_met=ask("--goals-met", "Were the goals met", _read_met, GOALS_MET),
        support=ask("--support", "The coordinator's support, 1 to 5 (5 is best)", read_stars),
        again=ask("--again", "Would they take part again", _read_again, WOULD_REPEAT),
        note=ask("--note", "Anything else") or "",
    )


@command(evaluations_app, "evaluations", example="wvls evaluations --detail")
def evaluations(
    call: Call, detail: Detail = False, pair: OnlyPair = None, as_of: options.AsOf = None
) -> CommandResult:
    """Summarize all evaluations.

    With --detail it names who said what.
    """
    day = as_of or call.today
    pair_id = None if pair is None else call.pair(pair, day).pair_id
    found = services.evaluations.evaluations(call.db, day, pair_id=pair_id)
    return views.evaluations.evaluations(found, day, detail=detail)
