"""One function for each thing the coordinator does; each module loads when it is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what the command line reaches by the package's name
    from wvls_mentor.services import agenda as agenda
    from wvls_mentor.services import audit as audit
    from wvls_mentor.services import backups as backups
    from wvls_mentor.services import budget as budget
    from wvls_mentor.services import calendar as calendar
    from wvls_mentor.services import check_ins as check_ins
    from wvls_mentor.services import checks as checks
    from wvls_mentor.services import claim_sheets as claim_sheets
    from wvls_mentor.services import claims as claims
    from wvls_mentor.services import deadlines as deadlines
    from wvls_mentor.services import evaluations as evaluations
    from wvls_mentor.services import find as find
    from wvls_mentor.services import forecast as forecast
    from wvls_mentor.services import goals as goals
    from wvls_mentor.services import handover as handover
    from wvls_mentor.services import history as history
    from wvls_mentor.services import letters as letters
    from wvls_mentor.services import letters_sent as letters_sent
    from wvls_mentor.services import libraries as libraries
    from wvls_mentor.services import listings as listings
    from wvls_mentor.services import matching as matching
    from wvls_mentor.services import meeting_changes as meeting_changes
    from wvls_mentor.services import meetings as meetings
    from wvls_mentor.services import office as office
    from wvls_mentor.services import payments as payments
    from wvls_mentor.services import people as people
    from wvls_mentor.services import policy as policy
    from wvls_mentor.services import privacy as privacy
    from wvls_mentor.services import references as references
    from wvls_mentor.services import report as report
    from wvls_mentor.services import roster as roster
    from wvls_mentor.services import setup as setup
    from wvls_mentor.services import standing as standing
    from wvls_mentor.services import stipends as stipends
    from wvls_mentor.services import terms as terms
    from wvls_mentor.services import timeline as timeline
    from wvls_mentor.services import topics as topics
    from wvls_mentor.services import undo as undo
    from wvls_mentor.services import validation as validation
else:
    from wvls_mentor.lazy import submodules

    __getattr__ = submodules(__name__)
