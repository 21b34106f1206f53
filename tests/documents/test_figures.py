"""Figures agree: every number that stands on two documents or screens, on any day of a busy year."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.documents.year import busy
from tests.factories import Program, Recipe

DAYS = ("2025-12-01", "2026-03-31", "2026-11-11", "2026-11-23", "2027-01-05", "2027-03-15")


def _full(program: Program) -> None:
    """The busy year with what else can happen to money and days in it."""
    busy(program)
    for words in (
        "stipends void 1 --reason lost --on 2026-11-15 --yes",
        "stipends pay --kind stipend --reference check-1050 --on 2026-11-20 --yes",
        "log-meeting 1 --method in-person --at mentee-library --planned --on 2026-12-04",
        "log-meeting 3 --method in-person --at mentee-library --hours 3 --miles 50 --on 2026-06-10",
        "log-meeting 3 --method video --on 2026-07-08 --topic budget --topic grants",
        "stipends claim 7 --yes",
        "goal add 3 Shelves --term long --shared 2026-01-05",
        "goal add 3 Hours --term short --shared 2026-01-02",
        "goal done 3 --on 2026-09-09",
        "excuse 2 contact --from 2026-09-01 --until 2026-10-01 --reason ill",
        "check-in 5 --on 2026-06-01 --going mixed",
        "extend 5 --months 3 --on 2026-11-01",
        "evaluate 3 --by mentor --rating 5 --support 4 --on 2026-11-15",
        "evaluate 4 --by mentor --rating 4 --support 5 --on 2026-10-22",
        "policy set budget 5000 --from 2020-01-01 --yes",
        "letters remind --pair 2 --as-of 2026-11-16 --sent",
    ):
        done = program(*words.split())
        assert done.code == 0, (words, done.err)


class Screens:
    """What the commands say as of one day, asked once each."""

    def __init__(self, program: Program, day: str) -> None:
        self.program, self.day = program, day
        self._asked: dict[str, dict[str, Any]] = {}

    def __call__(self, words: str) -> dict[str, Any]:
        if words not in self._asked:
            asked = [*words.split(), "--as-of", self.day, "-f", "json"]
            self._asked[words] = self.program(*asked).json
        return self._asked[words]

    def stories(self) -> list[dict[str, Any]]:
        """The story of every pair."""
        every = self("status --all")["pairs"]
        return [self(f"status {p['pair_id']}") for p in every]


@pytest.fixture(params=DAYS)
def screens(
    copy_of: Callable[[Recipe], Program],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Screens:
    program = copy_of(_full)
    monkeypatch.setenv("WVLS_TODAY", max(request.param, "2026-11-23"))
    return Screens(program, request.param)


def test_who_is_in_the_program(screens: Screens) -> None:
    summary, roster = screens("status")["summary"], screens("roster")
    active = {p["pair_id"] for p in screens("status")["pairs"] if p["state"] == "active"}
    assert active == {p["pair_id"] for p in roster["pairs"]}
    assert active == {p["pair_id"] for p in screens("handover")["pairs"]}
    assert summary["active"] == len(active) == screens("report")["pairs"]["active"]
    assert summary["waiting"] == len(roster["waiting"]) == len(screens("handover")["waiting"])
    assert summary["free_mentors"] == len(roster["free_mentors"])
    ends = {p["pair_id"]: p["ends_on"] for p in screens("status")["pairs"]}
    for other in ("roster", "handover"):
        for p in screens(other)["pairs"]:
            assert p["ends_on"] == ends[p["pair_id"]], other


def test_what_is_late(screens: Screens) -> None:
    late = screens("overdue")["items"]
    assert screens("status")["summary"]["overdue"] == len(late)
    by_pair = Counter(i["pair_id"] for i in late)
    assert {p["pair_id"]: p["overdue"] for p in screens("status --all")["pairs"]} == {
        p["pair_id"]: by_pair[p["pair_id"]] for p in screens("status --all")["pairs"]
    }
    keys = {(i["pair_id"], i["kind"], i["who"], i["due"]) for i in late}
    told = {
        (story["pair"]["pair_id"], o["kind"], o["who"], o["due"])
        for story in screens.stories()
        for o in story["obligations"]
        if o["how"] == "overdue"
    }
    assert keys == told
    handed = {
        (i["pair_id"], i["kind"], i["who"], i["due"])
        for i in screens("handover")["this_week"]
        if i["late"]
    }
    assert keys == handed
    days = {(i["pair_id"], i["kind"], i["due"]): i["days_late"] for i in late}
    for letter in screens("letters remind")["letters"]:
        for item in letter["items"]:
            if (
                item["days_late"] > 0
                and (key := (item["pair_id"], item["kind"], item["due"])) in days
            ):
                assert item["days_late"] == days[key]


def test_what_comes(screens: Screens) -> None:
    items = screens("upcoming --days 90")["items"]
    events = screens("calendar --days 90")["events"]
    # A contact within its grace is due already, and stands on the last day on which it is in time.
    # What you are late with yourself stands on the day, and how much else is late is one event.
    late = screens("overdue")["items"]
    own = [i for i in late if i["who"] == "coordinator"]
    assert sorted(
        (i["pair_id"], i["kind"].replace("confirm-", "")) for i in (*items, *own)
    ) == sorted((e["pair_id"], e["kind"]) for e in events if e["kind"] != "late")
    rest = [e["summary"].split()[0] for e in events if e["kind"] == "late"]
    assert rest == [str(len(late) - len(own))] * (len(late) > len(own))
    assert all(e["day"] >= screens.day for e in events)
    ahead = Counter((i["pair_id"], i["due"]) for i in items if i["due"] >= screens.day)
    assert not ahead - Counter((e["pair_id"], e["day"]) for e in events)
    last = str(date.fromisoformat(screens.day) + timedelta(days=7))
    week = [i for i in screens("handover")["this_week"] if not i["late"]]
    soon = [i for i in items if i["due"] <= last]  # a contact within its grace is due already
    assert {(i["pair_id"], i["kind"], i["who"], i["due"]) for i in week} == {
        (i["pair_id"], i["kind"], i["who"], i["due"]) for i in soon
    }
    status = {p["pair_id"]: p for p in screens("status")["pairs"]}
    contacts = [i for i in screens("upcoming --days 60")["items"] if i["kind"] == "contact"]
    for i in (*contacts, *(i for i in screens("overdue")["items"] if i["kind"] == "contact")):
        assert status[i["pair_id"]]["next_contact_due"] == i["due"]
    for p in screens("handover")["pairs"]:
        assert p["last_contact"] == status[p["pair_id"]]["last_contact"]


def test_what_is_owed(screens: Screens) -> None:
    totals = screens("stipends")["totals"]
    owed = totals["owed_cents"]
    assert screens("status")["summary"]["owed_cents"] == owed
    assert screens("handover")["owed_cents"] == owed
    assert sum(x["owed_cents"] for x in screens("handover")["owed"]) == owed
    assert screens("report")["money"]["owed_cents"] == owed
    assert screens("stipends forecast")["owed_cents"] == owed
    assert sum(story["owed_cents"] for story in screens.stories()) == owed
    assert screens("handover")["claims_waiting"] == totals["claims_waiting"]
    claims = {c["claim"]: c for c in screens("stipends claims")["claims"]}
    for c in screens("handover")["claims"]:
        assert c["state"] == claims[c["claim"]]["state"]


def test_what_was_paid(screens: Screens) -> None:
    active = [p for p in screens("stipends ledger")["payments"] if p["voided_on"] is None]
    totals = screens("stipends")["totals"]
    by_kind = {
        kind: sum(p["amount_cents"] for p in active if p["kind"] == kind)
        for kind in ("stipend", "travel")
    }
    assert by_kind == {
        "stipend": totals["stipend_paid_cents"], "travel": totals["travel_paid_cents"]
    }  # fmt: skip
    year = int(screens.day[:4])
    this_year = sum(p["amount_cents"] for p in active if p["paid_on"][:4] == str(year))
    assert screens("report")["money"]["paid_cents"] == this_year
    people = screens(f"stipends year {year}")["people"]
    assert sum(p["stipend_paid_cents"] + p["travel_paid_cents"] for p in people) == this_year
    for letter in screens("letters payment")["letters"]:
        mine = [p for p in active if p["payee"] == letter["name"]]
        assert mine, "a notice of a payment that is in the ledger"


def test_a_payment_notice_says_the_ledgers_total(copy_of: Callable[[Recipe], Program]) -> None:
    program = copy_of(_full)
    found = program("letters", "payment", "-f", "json").json["letters"]
    ledger = program("stipends", "ledger", "-f", "json").json["payments"]
    active = [p for p in ledger if p["voided_on"] is None]
    said = 0
    for letter in found:
        for reference in {p["reference"] for p in active if p["payee"] == letter["name"]}:
            if reference in letter["body"]:
                mine = [
                    p["amount_cents"]
                    for p in active
                    if p["payee"] == letter["name"] and p["reference"] == reference
                ]
                assert f"${sum(mine) / 100:,.2f}" in letter["body"], letter["body"]
                said += 1
    assert said >= 3


def test_what_the_report_counts(screens: Screens) -> None:
    found = screens("report")
    first, last = found["period"]["first"], min(found["period"]["last"], screens.day)
    stories = screens.stories()
    visits = [
        v
        for m in screens("stipends")["mentors"]
        for p in m["pairs"]
        for v in p["visits"]
        if first <= v["on"] <= last
    ]
    assert found["visits"]["held"] == len(visits)
    assert found["visits"]["hours"] == pytest.approx(sum(v["hours"] or 0 for v in visits))
    year = screens(f"stipends --from {first} --to {last}")["totals"]
    assert found["money"]["stipends_cents"] == year["stipend_earned_cents"]
    assert found["money"]["travel_cents"] == year["travel_earned_cents"]
    done = [
        g for s in stories for g in s["goals"] if g["done_on"] and first <= g["done_on"] <= last
    ]
    assert found["goals"]["met"] == len(done)
    talked = Counter(
        topic
        for s in stories
        for m in s["meetings"]
        if m["state"] == "held" and first <= m["on"] <= last
        for topic in m["topics"]
    )
    assert {t["topic"]: t["meetings"] for t in found["topics"]} == dict(talked)
    begun = [s for s in stories if first <= s["pair"]["matched_on"] <= last]
    assert found["pairs"]["begun"] == len(begun)
    over = Counter(
        s["pair"]["state"]
        for s in stories
        if s["pair"]["concluded_on"] and first <= s["pair"]["concluded_on"] <= last
    )
    assert found["pairs"]["finished"] == over["concluded"]
    assert found["pairs"]["stopped"] == over["ended-early"]


def test_what_was_in_time(screens: Screens) -> None:
    found = screens("report")
    first, last = found["period"]["first"], min(found["period"]["last"], screens.day)
    keys = {"first-visit": "first_visit", "goals": "goals", "contact": "contacts",
            "check-in": "check_ins", "evaluation": "evaluations"}  # fmt: skip
    counted = {name: [0, 0] for name in keys.values()}
    for story in screens.stories():
        ended = story["pair"]["concluded_on"] or "9999"
        for o in story["obligations"]:
            if o["kind"] not in keys or not first <= o["due"] <= last:
                continue
            grace = 7 if o["kind"] == "contact" else 0
            closed = str(date.fromisoformat(o["due"]) + timedelta(days=grace)) >= ended
            if o["how"] in ("excused", "not due yet") or (o["how"] == "never" and closed):
                continue
            counted[keys[o["kind"]]][0] += o["how"] == "on time"
            counted[keys[o["kind"]]][1] += 1
    assert found["in_time"] == counted


def test_what_they_say(copy_of: Callable[[Recipe], Program]) -> None:
    program = copy_of(_full)
    rated = program("evaluations", "-f", "json").json["summary"]
    ratings = program("report", "-f", "json").json["ratings"]
    assert rated["rating_answers"] == ratings["rating_answers"] == 3
    assert rated["rating_mean"] == ratings["rating_mean"]
    assert ratings["support_answers"] is None and rated["support_mean"] is None
