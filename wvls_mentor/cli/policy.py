"""``wvls policy`` and ``wvls rules``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import one_of, read_day_with_year
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.choices import RATES
from wvls_mentor.rules.policy import SETTINGS, DatedRate, about, unknown_setting
from wvls_mentor.text import fold, shortened
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.rules.policy import DatedSetting

policy_app = alone()
rules_app = alone()


_GROUPS = {
    "Who may take part (C1, C2)": ("C1", "C2"),
    "Matching (C3)": ("C3",),
    "The term and its deadlines (C4 to C10)": ("C4", "C5", "C6", "C8", "C9", "C10"),
    "Stipends and travel (C11, C12)": ("C11", "C12"),
    "The office": ("",),
}


def _settings(asking: Asking) -> list[tuple[object, str]]:
    """Every setting with its value of today, in groups."""
    now = services.policy.show(asking.call.db, asking.call.today).settings
    listed: list[tuple[object, str]] = []
    for title, clauses in _GROUPS.items():
        own = [s for s in now if SETTINGS[s.key].clause in clauses]
        listed += [("", title), *((s.key, _described(s)) for s in own)]
    return listed


def _described(setting: "DatedSetting") -> str:
    """What a setting is, and its value of today."""
    return f"{SETTINGS[setting.key].text} (now {shortened(setting.value, 40) or 'none'})"


def _known_key(asking: Asking, key: str) -> str:
    if key not in SETTINGS:
        raise unknown_setting(key)
    return key


def _fits_setting(asking: Asking, value: str) -> str:
    services.policy.change_setting(asking.given["key"], value, asking.call.today)
    return value


def _fits_rate(asking: Asking, amount: str) -> str:
    services.policy.change_rate(asking.given["kind"], amount, asking.call.today)
    return amount


def _explained(key: str) -> str:
    return f"{about(key)}{'' if SETTINGS[key].default else ' Type - to leave it empty.'}"


Key = Annotated[
    str,
    argument("KEY", "The setting: see wvls policy."),
    Question("Which setting", records=_settings, check=_known_key, whole=True),
]
Value = Annotated[
    str,
    argument("VALUE", "Its new value."),
    Question(
        "Its new value",
        check=_fits_setting,
        explained=lambda asking: _explained(asking.given["key"]),
    ),
]
From = Annotated[
    date | None,
    option(
        "--from", metavar="DATE", text="The first day it applies. [today]", read=read_day_with_year
    ),
]
Kind = Annotated[
    str,
    argument("KIND", "mileage or stipend."),
    Question("Which rate", words=RATES, read=one_of(*RATES, what="a rate")),
]
_DOLLARS = {
    "mileage": "Dollars a mile, such as 0.725",
    "stipend": "Dollars a visit, such as 125",
}
Amount = Annotated[
    str,
    argument("AMOUNT", "Dollars, such as 0.725 a mile or 125 a visit."),
    Question(
        "How many dollars",
        check=_fits_rate,
        reworded=lambda asking: _DOLLARS[asking.given["kind"]],
    ),
]
RateFrom = Annotated[
    date,
    option(
        "--from", metavar="DATE", text="The first day the rate applies.", read=read_day_with_year
    ),
    Question("Starting what day (with the year)"),
]


@command(policy_app, None, example="wvls policy set term_months 24")
def policy(call: Call, as_of: options.AsOf = None) -> CommandResult:
    """Show and change the dated settings and rates.

    wvls policy set and wvls policy rate change one from a day on.
    """
    return views.policy.policy(services.policy.show(call.db, as_of or call.today))


@command(
    policy_app,
    "set",
    example="wvls policy set visit_hours_scope total --from 2027-01-01",
    writes=True,
)
def set_setting(
    call: Call,
    key: Key,
    value: Value,
    since: From = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> CommandResult:
    """Change a setting from a day on.

    Pairs matched before that day keep the old value.
    """
    if key == "backup_folder" and value.strip():
        folder = _folder(value.strip())
        if not folder.is_dir():
            prompts.warn(
                [f"there is no folder {folder} now; plug the drive in before wvls backup."]
            )
        value = str(folder)
    if fold(value) == "none" and key in SETTINGS and SETTINGS[key].default == "":
        value = ""  # as `wvls policy` prints what is not set
    change = services.policy.change_setting(key, value, since or call.today)
    _apply(call, change, yes=yes, dry_run=dry_run)
    return views.policy.changed(change, call.today, dry_run=dry_run)


def _folder(text: str) -> Path:
    """A folder by its whole name, so that it is the same from every folder. Raises UsageProblem."""
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:  # ~ without a home, or ~ of somebody who is not here
        raise UsageProblem(
            f"{text[:60]!r} names a home folder that is not known.", "Type the whole name."
        ) from None


@command(
    policy_app, "rate", example="wvls policy rate mileage 0.725 --from 2026-01-01", writes=True
)
def set_rate(
    call: Call,
    kind: Kind,
    amount: Amount,
    since: RateFrom,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> CommandResult:
    """Add a dated rate.

    The same day again replaces it; the same amount again confirms a rate that came with wvls.
    """
    change = services.policy.change_rate(kind, amount, since)
    same = services.policy.confirms(call.db, change)
    _apply(call, change, yes=yes, dry_run=dry_run)
    holding = services.policy.holding(call.db, change)
    return views.policy.changed(
        change, call.today, dry_run=dry_run, holding=holding, confirmed=same
    )


def _adds(call: Call, change: "DatedSetting | DatedRate") -> bool:
    """Whether it is a rate where there was none: nothing is wrong that is done anyway."""
    rates = services.policy.show(call.db, change.since).rates
    return isinstance(change, DatedRate) and not any(
        r.kind == change.kind
        and r.since <= change.since
        and (change.kind != "mileage" or r.since.year == change.since.year)
        for r in rates
    )


def _apply(call: Call, change: "DatedSetting | DatedRate", *, yes: bool, dry_run: bool) -> None:
    """Say what *change* does to what is there, ask where it does something, and write it."""
    effect = services.policy.effect(call.db, change, call.today)
    if effect.any or dry_run:
        for text in views.policy.effect_lines(effect):
            prompts.tell(text)
    if dry_run:
        return
    if effect.any:
        prompts.confirm("Go ahead?" if _adds(call, change) else "Change it anyway?", yes=yes)
    services.policy.save(call.db, change)


@command(rules_app, "rules", example="wvls rules --as-of 2026-01-01")
def rules(call: Call, as_of: options.AsOf = None) -> CommandResult:
    """Show the twelve clauses with the numbers in force."""
    return views.policy.rules(services.policy.show(call.db, as_of or call.today))
