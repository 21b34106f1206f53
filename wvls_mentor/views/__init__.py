"""Results as screens, JSON and CSV, the only place that knows Rich; modules load at first use."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wvls_mentor.views import agenda as agenda
    from wvls_mentor.views import audit as audit
    from wvls_mentor.views import backups as backups
    from wvls_mentor.views import calendar as calendar
    from wvls_mentor.views import check_ins as check_ins
    from wvls_mentor.views import claims as claims
    from wvls_mentor.views import columns as columns
    from wvls_mentor.views import deadlines as deadlines
    from wvls_mentor.views import evaluations as evaluations
    from wvls_mentor.views import forecast as forecast
    from wvls_mentor.views import forms as forms
    from wvls_mentor.views import goals as goals
    from wvls_mentor.views import handover as handover
    from wvls_mentor.views import history as history
    from wvls_mentor.views import history_rows as history_rows
    from wvls_mentor.views import letters as letters
    from wvls_mentor.views import libraries as libraries
    from wvls_mentor.views import matching as matching
    from wvls_mentor.views import meetings as meetings
    from wvls_mentor.views import page as page
    from wvls_mentor.views import pairing as pairing
    from wvls_mentor.views import payments as payments
    from wvls_mentor.views import people as people
    from wvls_mentor.views import policy as policy
    from wvls_mentor.views import privacy as privacy
    from wvls_mentor.views import progress as progress
    from wvls_mentor.views import report as report
    from wvls_mentor.views import result as result
    from wvls_mentor.views import roster as roster
    from wvls_mentor.views import screen as screen
    from wvls_mentor.views import sheets as sheets
    from wvls_mentor.views import status as status
    from wvls_mentor.views import steps as steps
    from wvls_mentor.views import stipends as stipends
    from wvls_mentor.views import terms as terms
    from wvls_mentor.views import theme as theme
    from wvls_mentor.views import timeline as timeline
    from wvls_mentor.views import topics as topics
    from wvls_mentor.views import years as years
else:
    from wvls_mentor.lazy import submodules

    __getattr__ = submodules(__name__)
