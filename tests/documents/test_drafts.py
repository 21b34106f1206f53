"""Drafts and the page of letters: no text from people breaks a header, a page, a file or a link."""

import email
import html
import re
import sqlite3
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.documents.test_letters import _letters
from tests.documents.year import busy
from tests.factories import Program, Recipe


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


HOSTILE = (
    "Mentor\r\nBcc: x@example.org", "[red]Name[/red]", "O\"Brien', \"x\" <y@example.org>",
    "=cmd|' /C calc'!A0", "../../etc/passwd", "<script>alert(1)</script>", "{{ 7*7 }}{% x %}",
    "\u202eevil\u202c \u05d0\u05d1\u05d2", "N" * 200, "A, B; C: D", "&amp; &lt;b&gt;", "\u00c9mile Zo\u00eb \u6f22",
    "- a dash", "CON", "x\x00y\x1bz",
)  # fmt: skip


class _Strict(HTMLParser):
    """Collects tags and text; nobody's name adds a tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _parsed(path: Path) -> EmailMessage:
    raw = path.read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b""), "CRLF everywhere"
    message = email.message_from_bytes(raw, policy=default)
    assert message.defects == [] and all(part.defects == [] for part in message.walk())
    for value in message.values():
        assert getattr(value, "defects", ()) == (), value
    return message


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_breaks_no_header_no_page_and_no_file(
    paired: Program, tmp_path: Path, name: str
) -> None:
    connection = sqlite3.connect(paired.path)  # as no command would write it
    connection.execute("UPDATE person SET name = ?, dear = ? WHERE id = 1", (name, name))
    connection.commit()
    connection.close()
    folder = tmp_path / "out" / "drafts"
    done = paired("letters", "--save", str(folder), "--as-of", "2026-06-20")
    assert done.code == 0, done.err
    files = sorted(folder.iterdir())
    assert {p.parent for p in files} == {folder} and len(files) == 3
    assert [p for p in tmp_path.rglob("*") if p.is_file() and p.parent != folder] == [paired.path]
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}\.eml|letters\.html", p.name) for p in files)
    for path in folder.glob("*.eml"):
        message = _parsed(path)
        assert message["X-Unsent"] == "1" and message["Bcc"] is None
        assert len(message["To"].addresses) == 1
        assert message["To"].addresses[0].addr_spec in (
            "mentor1@example.org",
            "mentee1@example.org",
        )
        text, page = (message.get_body((kind,)) for kind in ("plain", "html"))
        assert text is not None and page is not None
        reader = _Strict()
        reader.feed(page.get_content())
        assert set(reader.tags) <= {
            "html",
            "head",
            "meta",
            "title",
            "body",
            "p",
            "br",
            "ul",
            "li",
            "a",
        }
        body = html.unescape(page.get_content())
        assert all(
            line.removeprefix("- ") in body
            for line in text.get_content().splitlines()
            if len(line) < 60
        )
        assert "\x1b" not in text.get_content() and "\u202e" not in text.get_content()
    page_text = (folder / "letters.html").read_text(encoding="utf-8")
    reader = _Strict()
    reader.feed(page_text)
    assert reader.tags.count("script") == 1 and reader.tags.count("article") == 2
    for link in reader.links:
        assert link.startswith("mailto:") and len(link) <= 1800 and "\n" not in link
        parts = urlsplit(link)
        assert re.fullmatch(r"ment(or|ee)1@example\.org", parts.path)
        assert set(parse_qs(parts.query, strict_parsing=True)) <= {"subject", "body"}


def test_a_draft_has_no_wrapped_lines_and_the_page_the_same_text(
    year: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "drafts"
    assert year("letters", "--save", str(folder)).code == 0
    bodies = {(x["name"], x["subject"]): x["body"] for x in _letters(year)}
    page = _Strict()
    page.feed((folder / "letters.html").read_text(encoding="utf-8"))
    drafts = list(folder.glob("*.eml"))
    assert len(drafts) == len(bodies)
    for path in drafts:
        message = _parsed(path)
        part = message.get_body(("plain",))
        assert part is not None
        text = part.get_content().replace("\r\n", "\n")
        to = message["To"].addresses[0].display_name
        assert text == bodies[to, message["Subject"]]
        assert any(text.strip() == said.strip() for said in page.said), "copied as it is sent"
        assert "coordinator@example.org" in message["From"]


def test_a_short_letter_is_whole_in_the_link_and_a_long_one_has_its_subject(
    year: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "drafts"
    year("letters", "--save", str(folder))
    page = _Strict()
    page.feed((folder / "letters.html").read_text(encoding="utf-8"))
    links = [link for link in page.links if link.startswith("mailto:")]
    whole = [parse_qs(urlsplit(link).query) for link in links]
    assert any("body" in q for q in whole) and any("body" not in q for q in whole)
    bodies = [x["body"] for x in _letters(year)]
    for query in whole:
        assert "subject" in query
        if "body" in query:
            assert query["body"][0].replace("\r\n", "\n") in bodies


def test_saving_makes_the_folder_and_never_overwrites_without_a_yes(
    year: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "a" / "b"
    assert year("letters", "intro", "--save", str(folder)).code == 0
    before = {p: p.read_bytes() for p in folder.iterdir()}
    refused = year("letters", "remind", "--save", str(folder))
    assert refused.code == 5 and "Replace letters.html in " in refused.err
    assert {p: p.read_bytes() for p in folder.iterdir()} == before
    assert year("letters", "remind", "--save", str(folder), "--yes").code == 0
    (tmp_path / "file").write_text("x")
    assert year("letters", "--save", str(tmp_path / "file")).code == 5
    assert year("letters", "--save", str(tmp_path / "file" / "x")).code == 6
    assert year("letters", "-f", "json").json["letters"][0]["last_sent"] is None, "marks nothing"
