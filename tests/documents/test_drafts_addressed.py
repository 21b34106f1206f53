"""A draft goes to one address, whatever stands in the name before it: a form lets in any name."""

import email
from datetime import date
from email.headerregistry import AddressHeader
from email.policy import compat32, default
from email.utils import getaddresses
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wvls_mentor.documents.letters import Written
from wvls_mentor.documents.mail import draft
from wvls_mentor.rules.policy import Policy

TO, FROM = "jane@library.example", "office@library.example"
TWO_READ = (
    "Evil <evil@x.example>, Longname Longname Longname Longname Longname Longname Jane",
    'Jane "Jo" Smith, Director of the Public Library of the Town of Abbotsford, evil@x.example',
    "evil@x.example, " * 12,
    "=?utf-8?q?evil=40x=2Eexample=2C?= " * 4,
    "Émile, evil@x.example; " * 8,
    "Ann\r\nBcc: evil@x.example",
    "Ann\u2028\u2029Bcc: evil@x.example",
    "=?utf-8?q?x=0D=0ABcc=3A_evil=40x=2Eexample=0D=0A=0D=0AHi?=",
    "=?us-ascii?q?=FF=FE?=",
    "=?utf-8?b?eA0KQmNjOiBldmlsQHguZXhhbXBsZQ0KDQpIaQ==?=",
)
_SPECIAL = st.sampled_from([*" ,;:<>@\"\\()[].=?'\r\n\t\u2028", "evil@x.example", "é", "漢", "😀"])
names = st.lists(st.one_of(_SPECIAL, st.text(max_size=12)), max_size=40).map("".join)
_WORDS = ("Jane", "Longname", '"Jo"', "Smith,", "evil@x.example", "<evil@x.example>", "of", ";")
words = st.lists(st.sampled_from(_WORDS), min_size=8, max_size=24).map(" ".join)  # so it is folded


def _written(name: str, address: str = TO, office: str = "", partner: str = "you") -> bytes:
    reader = SimpleNamespace(name=name, email=address)
    letter = SimpleNamespace(
        name=" ".join(name.split()), email=address, subject=f"Your visit of {partner}",
        text="Dear all,\n",
        blocks=(), facts=SimpleNamespace(reader=reader, day=date(2026, 11, 26)),
    )  # fmt: skip
    return draft(cast("Written", letter), Policy(coordinator_name=office, coordinator_email=FROM))


def _check(raw: bytes, address: str = TO) -> None:
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 998
    new, old = email.message_from_bytes(raw, policy=default), email.message_from_bytes(raw)
    assert new.keys() == old.keys() and sorted({k.lower() for k in new}) == sorted(
        ["to", "from", "subject", "x-unsent", "mime-version", "content-type"]
    ), "no header that nobody wrote"
    for field, only in (("To", address), ("From", FROM)):
        header = new[field]
        assert isinstance(header, AddressHeader)
        assert [a.addr_spec for a in header.addresses] == [only]
        assert [a for _, a in getaddresses([str(old[field])])] == [only]
    again = email.message_from_bytes(old.as_bytes(policy=compat32), policy=default)["To"]
    assert [a.addr_spec for a in again.addresses] == [address], "nor where a reader wraps it again"


@pytest.mark.parametrize("name", TWO_READ)
def test_no_name_of_these_adds_a_recipient_or_a_sender(name: str) -> None:
    _check(_written(name, office=name, partner=name))


@pytest.mark.parametrize("name", TWO_READ)
def test_a_subject_says_the_name_as_it_is(name: str) -> None:
    """The partner's name stands in it: Python reads what looks like an encoded word as one."""
    said = email.message_from_bytes(_written("Ann", partner=name), policy=default)["Subject"]
    # What joins encoded words again: blanks between them, and those that wrap a line.
    assert "".join(said.split()) == "".join(f"Your visit of {name}".split())


@given(names, names)
def test_no_name_at_all_adds_a_recipient_or_a_sender(name: str, office: str) -> None:
    _check(_written(name, office=office, partner=name))


@given(words, words)
def test_no_name_of_words_and_marks_adds_a_recipient_or_a_sender(name: str, office: str) -> None:
    _check(_written(name, office=office))


@given(names, st.from_regex(r"[\w+'-]{1,60}(\.[\w+'-]{1,60})?@[a-z]{1,60}\.[a-z]{2,20}", fullmatch=True).filter(str.isascii))  # fmt: skip
def test_nor_before_any_address(name: str, address: str) -> None:
    _check(_written(name, address), address)


@pytest.mark.parametrize("name", ["Ann Lee", "O'Brien, Pat", 'Jane "Jo" Smith', "Émile Zoë 漢", ""])
def test_a_name_is_read_as_it_is_written(name: str) -> None:
    (to,) = email.message_from_bytes(_written(name), policy=default)["To"].addresses
    assert to.display_name == name


def test_a_plain_name_is_written_plainly() -> None:
    assert b"To: Ann Lee-Smith <jane@library.example>\r\n" in _written("Ann Lee-Smith")
