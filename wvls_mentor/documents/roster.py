"""The roster on paper: for the wall of the office, or (``public``) for a newsletter."""

from wvls_mentor.documents import templates
from wvls_mentor.rules.policy import Policy
from wvls_mentor.rules.roster import Roster


def as_page(found: Roster, office: Policy, *, public: bool) -> str:
    """The roster as one page of HTML that prints."""
    return templates.page(
        "roster.html",
        found.day,
        office,
        roster=found,
        public=public,
    )
