"""Reference tables that ship with the package; ``SOURCES.md`` names where they come from."""

import csv
from datetime import date
from importlib.resources import files
from typing import NamedTuple

from wvls_mentor.money import parse_rate


class LibraryRow(NamedTuple):
    """A member library: degrees, people served, NCES locale code."""

    name: str
    city: str
    county: str
    latitude: float
    longitude: float
    population: int
    locale: str
    fscskey: str


def _table(name: str) -> list[dict[str, str]]:
    with (files(__name__) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def libraries() -> list[LibraryRow]:
    """The member libraries of the system."""
    return [
        LibraryRow(
            row["name"],
            row["city"],
            row["county"],
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["population"]),
            row["locale"],
            row["fscskey"],
        )
        for row in _table("libraries.csv")
    ]


def topics() -> list[tuple[str, str, str]]:
    """(slug, title, area) of every topic."""
    return [(row["topic"], row["title"], row["area"]) for row in _table("topics.csv")]


def mileage_rates() -> list[tuple[date, int]]:
    """(first day, ten-thousandths of a dollar per mile) of the federal rates (C12)."""
    return [
        (date.fromisoformat(row["effective_from"]), parse_rate(row["usd_per_mile"]))
        for row in _table("mileage_rates.csv")
    ]
