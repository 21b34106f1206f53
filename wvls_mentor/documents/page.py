"""A screen as a printable HTML page: the same lines and tables, in black and gray."""

from wvls_mentor.documents import templates
from wvls_mentor.rules.page import Grid, Page
from wvls_mentor.rules.policy import Policy


def as_page(found: Page, office: Policy) -> str:
    """The page as HTML that prints."""
    program = office.program_name or "mentoring program"
    return templates.render(
        "screen.html",
        found.day,
        page=found,
        program=program[:1].upper() + program[1:],
        organization=office.organization,
        is_table=lambda block: isinstance(block, Grid),
    )
