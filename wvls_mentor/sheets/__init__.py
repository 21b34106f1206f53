"""Reading and writing CSV files and workbooks; each module loads when it is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what the command line reaches by the package's name
    from wvls_mentor.sheets import exporter as exporter
    from wvls_mentor.sheets import files as files
    from wvls_mentor.sheets import form_memory as form_memory
    from wvls_mentor.sheets import forms as forms
    from wvls_mentor.sheets import grids as grids
    from wvls_mentor.sheets import importer as importer
    from wvls_mentor.sheets import other_kinds as other_kinds
    from wvls_mentor.sheets import public_records as public_records
    from wvls_mentor.sheets import reader as reader
    from wvls_mentor.sheets import rows as rows
else:
    from wvls_mentor.lazy import submodules

    __getattr__ = submodules(__name__)
