"""Letters as words: the templates' text, cut into paragraphs once for text and HTML alike."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from wvls_mentor.documents import templates
from wvls_mentor.rules.letter_facts import LetterFacts
from wvls_mentor.rules.policy import Policy
from wvls_mentor.text import count, plain_letters, shortened

LONGEST_LINK = 1800  # characters of a mailto link: what every browser and mail program takes
LONGEST_SUBJECT = 150


class Piece(NamedTuple):
    """A part of a line; *link* where it can be clicked."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list with a line each."""

    bullets: bool
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A letter with its words. *text* has a line for each paragraph, never wrapped."""

    facts: LetterFacts
    subject: str
    text: str
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """Who gets it."""
        return _one_line(self.facts.reader.name)

    @property
    def email(self) -> str:
        """The address it goes to."""
        return self.facts.reader.email

    @property
    def mailto(self) -> str:
        """A link that opens it in a mail program: the whole text where the link is short enough.

        A longer one is cut off by some programs; then it has the subject alone.
        """
        head = f"mailto:{quote(self.email, safe='@')}?subject={quote(self.subject)}"
        whole = f"{head}&body={quote(self.text.replace(chr(10), chr(13) + chr(10)))}"
        return whole if len(whole) <= LONGEST_LINK else head


def write(facts: LetterFacts, office: Policy) -> Written:
    """The letter that *facts* make, signed by the *office*'s coordinator."""
    name = f"intro_{facts.role}" if facts.kind == "intro" else facts.kind
    rendered = templates.render(
        f"{name}.txt",
        facts.day,
        office=office,
        program=_program(office),
        reader=facts.reader,
        role=facts.role,
        pairs=facts.pairs,
        items=facts.items,
        payment=facts.payment,
    )
    head, _, body = rendered.strip().partition("\n")
    links = [office.report_link, office.guide_link, office.evaluation_link, office.w9_link]
    blocks = tuple(_blocks(body, [link for link in links if link]))
    subject = shortened(_one_line(head.removeprefix("Subject:")), LONGEST_SUBJECT)
    text = templates.Verbatim("\n\n".join(map(_as_text, blocks)) + "\n")
    return Written(facts, subject, text, blocks)


def _program(office: Policy) -> str:
    """How a sentence names the program: ``the WVLS mentoring program``."""
    name = office.program_name or "mentoring program"
    return name if name.lower().startswith(("the ", "our ")) else f"the {name}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _blocks(body: str, links: Sequence[str]) -> Iterator[Block]:
    """Paragraphs stand between blank lines; their lines in a template are joined, lists are not."""
    for part in re.split(r"\n\s*\n", body):
        lines: list[str] = []
        for raw in part.splitlines():
            line = " ".join(raw.replace(templates.BREAK, f" {templates.BREAK} ").split())
            bullet = line.startswith("- ")
            if not line:
                continue
            if lines and bullet != lines[0].startswith("- "):
                yield _block(lines, links)
                lines = []
            if lines and not bullet and not lines[-1].endswith(templates.BREAK):
                lines[-1] += f" {line}"
            else:
                lines.append(line)
        if lines:
            yield _block(lines, links)


def _block(lines: Iterable[str], links: Sequence[str]) -> Block:
    clean = [line.replace(templates.BREAK, "").strip() for line in lines]
    bullets = clean[0].startswith("- ")
    return Block(bullets, tuple(_pieces(c.removeprefix("- "), links) for c in clean))


def _pieces(line: str, links: Sequence[str]) -> tuple[Piece, ...]:
    """A line with the office's own links apart: nobody else's text becomes one."""
    if not links:
        return (Piece(templates.Verbatim(line)),)
    pattern = "|".join(re.escape(link) for link in sorted(links, key=len, reverse=True))
    parts = re.split(f"({pattern})", line)
    return tuple(Piece(templates.Verbatim(p), p if p in links else "") for p in parts if p)


def _as_text(block: Block) -> str:
    mark = "- " if block.bullets else ""
    return "\n".join(mark + "".join(piece.text for piece in line) for line in block.lines)


def as_html(letter: Written) -> str:
    """A letter's HTML part."""
    return templates.render(
        "letter.html", letter.facts.day, subject=letter.subject, blocks=letter.blocks
    )


def as_page(letters: Sequence[Written], day: date) -> str:
    """All letters on one page, with buttons that copy and a link that opens a mail program."""
    return templates.render(
        "letters.html", day, letters=letters, count=count(len(letters), "letter")
    )


def file_name(letter: Written, number: int) -> str:
    """A name that every system takes: ``2026-11-23-remind-mentor-one-1.eml``."""
    words = re.sub(r"[^a-z0-9]+", "-", plain_letters(letter.facts.reader.name).lower())
    name = words.strip("-")[:40].strip("-") or f"person-{letter.facts.reader.id}"
    return f"{letter.facts.day}-{letter.facts.kind}-{name}-{number}.eml"
