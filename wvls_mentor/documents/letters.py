"""Letters as words: the templates' text, cut into paragraphs once for text and HTML alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from wvls_mentor.documents import templates
from wvls_mentor.documents.blocks import Block, as_text
from wvls_mentor.documents.blocks import blocks as cut
from wvls_mentor.rules.intro_facts import IntroFacts
from wvls_mentor.rules.letter_facts import LetterFacts
from wvls_mentor.rules.policy import Policy
from wvls_mentor.rules.reminder_facts import ReminderFacts
from wvls_mentor.text import count, plain_letters, shortened

LONGEST_LINK = 1800  # characters of a mailto link: what every browser and mail program takes
LONGEST_SUBJECT = 150


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
        intro=IntroFacts(facts),
        r=ReminderFacts(facts),
        asked_by=facts.asked_by,
        written_on=facts.written_on,
        going_on=facts.going_on,
        starting=facts.starting,
        mentors_now=facts.mentors_now,
        earlier=facts.earlier,
        knows_terms=facts.knows_terms,
        thanked=facts.thanked,
        money_told=facts.money_told,
        was_paid=facts.was_paid,
    )
    head, _, body = rendered.strip().partition("\n")
    links = [office.report_link, office.guide_link, office.evaluation_link, office.w9_link]
    blocks = tuple(cut(body, [link for link in links if link]))
    subject = shortened(_one_line(head.removeprefix("Subject:")), LONGEST_SUBJECT)
    text = templates.Verbatim("\n\n".join(map(as_text, blocks)) + "\n")
    return Written(facts, subject, text, blocks)


def _program(office: Policy) -> str:
    """How a sentence names the program: ``the WVLS mentoring program``."""
    name = office.program_name or "mentoring program"
    return name if name.lower().startswith(("the ", "our ")) else f"the {name}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


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


def is_page(file: Path) -> bool:
    """Whether a file is such a page: nobody made it by hand, or knows it by its name."""
    try:
        with file.open("rb") as there:
            return b"<title>Letters of " in there.read(400)
    except OSError:
        return False


def file_name(letter: Written, number: int) -> str:
    """A name that every system takes: ``2026-11-23-remind-mentor-one-1.eml``."""
    words = re.sub(r"[^a-z0-9]+", "-", plain_letters(letter.facts.reader.name).lower())
    name = words.strip("-")[:40].strip("-") or f"person-{letter.facts.reader.id}"
    return f"{letter.facts.day}-{letter.facts.kind}-{name}-{number}.eml"
