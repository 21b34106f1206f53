"""The handover page: what is open, how each pair stands, what comes when, where everything is."""

from wvls_mentor.documents import templates
from wvls_mentor.documents.blocks import Block
from wvls_mentor.documents.blocks import blocks as cut
from wvls_mentor.rules.handover import Handover
from wvls_mentor.rules.policy import Policy


def write(found: Handover) -> tuple[Block, ...]:
    """The page's headings, paragraphs and lists."""
    return tuple(cut(templates.render("handover.txt", found.day, h=found), ()))


def as_page(found: Handover, office: Policy) -> str:
    """The page as HTML that prints."""
    program = office.program_name or "mentoring program"
    return templates.render(
        "handover.html",
        found.day,
        blocks=write(found),
        notes=found.notes,
        program=program[:1].upper() + program[1:],
        organization=office.organization,
        coordinator=office.coordinator_name,
    )
