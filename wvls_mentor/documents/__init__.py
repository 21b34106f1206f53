"""Documents that leave the office: letters, lists, reports. Modules load when first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wvls_mentor.documents import blocks as blocks
    from wvls_mentor.documents import calendar as calendar
    from wvls_mentor.documents import claim as claim
    from wvls_mentor.documents import handover as handover
    from wvls_mentor.documents import letters as letters
    from wvls_mentor.documents import mail as mail
    from wvls_mentor.documents import page as page
    from wvls_mentor.documents import pictures as pictures
    from wvls_mentor.documents import report as report
    from wvls_mentor.documents import roster as roster
    from wvls_mentor.documents import templates as templates
else:
    from wvls_mentor.lazy import submodules

    __getattr__ = submodules(__name__)
