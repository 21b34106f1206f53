"""A mileage rate that came with the program and that nobody has confirmed (C12)."""

from datetime import date

from wvls_mentor.money import rate_text
from wvls_mentor.rules.policy import DatedRate


def lacks(rate: DatedRate, confirmed: set[tuple[str, date]]) -> bool:
    """Whether a mileage rate is none of those that were *confirmed*."""
    return rate.kind == "mileage" and (rate.kind, rate.since) not in confirmed


def said(rate: DatedRate) -> tuple[str, str]:
    """That nobody has confirmed a *rate*, and what to do."""
    return f"N{fact(rate)[1:]}.", f"If it is right: {command(rate)}"


def fact(rate: DatedRate) -> str:
    """That nobody has confirmed a *rate*, inside of a sentence."""
    return f"nobody has confirmed the mileage rate of ${rate_text(rate.rate)} from {rate.since}"


def command(rate: DatedRate) -> str:
    """The command that confirms a mileage rate."""
    return f"wvls policy rate mileage {rate_text(rate.rate)} --from {rate.since}"
