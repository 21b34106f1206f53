"""``wvls evaluate`` and ``evaluations``."""

from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import completion, options, prompts
from wvls_mentor.cli.command import Call, alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import one_of, read_partner, read_stars
from wvls_mentor.rules.choices import GOALS_MET, WOULD_REPEAT
from wvls_mentor.views.result import CommandResult

evaluate_app = alone()
evaluations_app = alone()

_read_met = one_of(*GOALS_MET, what="an answer")
_read_again = one_of(*WOULD_REPEAT, what="an answer")

By = Annotated[
    str | None, option("--by", metavar="WHO", text="mentor or mentee.", read=read_partner)
]
Replace = Annotated[
    bool, option("--replace", text="Replace the one that is there; shows it and asks.")
]
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
    note: Annotated[str, option("--note", metavar="TEXT", text="In their own words.")] = ""


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
    by: By = None,
    on: options.On = None,
    replace: Replace = False,
    yes: options.Yes = False,
) -> CommandResult:
    """Record a partner's evaluation (C10).

    With only the pair, at a terminal, it asks question by question.
    """
    if by is None:
        by = prompts.ask_until("Whose (mentor or mentee)", "--by", read_partner)
    pair_id = call.pair(pair).pair_id
    if prompts.at_terminal() and given == AnswerOptions():
        given = _asked()
    evaluate = partial(
        services.evaluations.evaluate, call.db, pair_id, by,
        services.evaluations.Answers(**asdict(given)),
        on=on or call.today, today=call.today, replace=replace,
    )  # fmt: skip
    if replace and (old := evaluate(write=False).replaces):
        prompts.confirm(f"Replace {views.evaluations.in_words(old)}?", yes=yes)
    return views.evaluations.evaluated(evaluate(), call.today)


def _asked() -> AnswerOptions:
    ask = prompts.ask_until
    return AnswerOptions(
        rating=ask("The mentorship as a whole, 1 to 5", "--rating", read_stars),
        goals_met=ask("Were the goals met (yes, mostly, partly, no)", "--goals-met", _read_met),
        support=ask("The coordinator's support, 1 to 5", "--support", read_stars),
        again=ask("Would you take part again (yes, maybe, no)", "--again", _read_again),
        note=prompts.ask("Anything else (Enter for nothing)", "--note", default=""),
    )


@command(evaluations_app, "evaluations", example="wvls evaluations --detail")
def evaluations(
    call: Call, detail: Detail = False, pair: OnlyPair = None, as_of: options.AsOf = None
) -> CommandResult:
    """Show what all evaluations say together.

    With --detail, who said it.
    """
    day = as_of or call.today
    pair_id = None if pair is None else call.pair(pair, day).pair_id
    found = services.evaluations.evaluations(call.db, day, pair_id=pair_id)
    return views.evaluations.evaluations(found, day, detail=detail)
