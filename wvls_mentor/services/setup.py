"""Makes a new database with libraries, topics, settings and rates."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor import data
from wvls_mentor.dates import FIRST_DAY
from wvls_mentor.rules.policy import SETTINGS, STIPEND
from wvls_mentor.store.engine import creating
from wvls_mentor.store.models import Library, Rate, Setting, Topic


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new database holds."""

    path: Path
    libraries: int
    topics: int
    settings: int
    rates: int


def begin(path: Path, *, empty: bool = False) -> Begun:
    """Make the database at *path*: policy, topics, rates and, unless *empty*, the libraries.

    Raises Refused when the file exists.
    """
    libraries = [] if empty else data.libraries()
    topics, mileage = data.topics(), data.mileage_rates()
    program = {s.key: s.default for s in SETTINGS.values() if s.clause}
    program["reporting_threshold"] = "600"  # to 2025; 2,000 from 2026 on
    with creating(path) as session:
        session.add_all(
            Setting(key=key, value=value, since=FIRST_DAY) for key, value in program.items()
        )
        session.add(Setting(key="reporting_threshold", value="2000", since=date(2026, 1, 1)))
        session.add(Rate(kind="stipend", rate=STIPEND, since=FIRST_DAY))
        session.add_all(Rate(kind="mileage", rate=rate, since=day) for day, rate in mileage)
        session.add_all(Topic(slug=s, title=t, area=a) for s, t, a in topics)
        session.add_all(Library(**row._asdict(), member=True) for row in libraries)
    return Begun(path, len(libraries), len(topics), len(program), len(mileage) + 1)
