"""A screen as a printable HTML page: the same lines and tables, in black and gray."""

from wvls_mentor.documents import templates
from wvls_mentor.rules.page import Grid, Page
from wvls_mentor.rules.policy import Policy


def as_page(found: Page, office: Policy) -> str:
    """The page as HTML that prints."""
    return templates.page(
        "screen.html",
        found.day,
        office,
        page=found,
        is_table=lambda block: isinstance(block, Grid),
    )
