"""A mileage rate that came with the program and that nobody has confirmed (C12)."""

from datetime import date

from wvls_mentor.money import rate_text
from wvls_mentor.rules.policy import DatedRate


def lacks(rate: DatedRate, confirmed: set[tuple[str, date]]) -> bool:
    """Whether a mileage rate is not among the *confirmed* ones."""
    return rate.kind == "mileage" and (rate.kind, rate.since) not in confirmed


def said(rate: DatedRate) -> tuple[str, str]:
    """The request to check a *rate*, and what to do then."""
    return f"P{request(rate)[1:]}.", f"If it is right: {command(rate)}"


def request(rate: DatedRate) -> str:
    """The request to check a *rate* that came with the program: those are the ones of the IRS."""
    return f"please check the IRS mileage rate of ${rate_text(rate.rate)} from {rate.since}"


def command(rate: DatedRate) -> str:
    """The command that confirms a mileage rate."""
    return f"wvls policy rate mileage {rate_text(rate.rate)} --from {rate.since}"
