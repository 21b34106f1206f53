"""Reading and writing CSV files and workbooks; each module loads when it is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wvls_mentor.sheets import accounts as accounts
    from wvls_mentor.sheets import answers as answers
    from wvls_mentor.sheets import cells as cells
    from wvls_mentor.sheets import check_ins as check_ins
    from wvls_mentor.sheets import chosen as chosen
    from wvls_mentor.sheets import evaluations as evaluations
    from wvls_mentor.sheets import exporter as exporter
    from wvls_mentor.sheets import fields as fields
    from wvls_mentor.sheets import files as files
    from wvls_mentor.sheets import form_memory as form_memory
    from wvls_mentor.sheets import forms as forms
    from wvls_mentor.sheets import goals as goals
    from wvls_mentor.sheets import grids as grids
    from wvls_mentor.sheets import headers as headers
    from wvls_mentor.sheets import importer as importer
    from wvls_mentor.sheets import libraries as libraries
    from wvls_mentor.sheets import meetings as meetings
    from wvls_mentor.sheets import other_kinds as other_kinds
    from wvls_mentor.sheets import pair_rows as pair_rows
    from wvls_mentor.sheets import pairs as pairs
    from wvls_mentor.sheets import people as people
    from wvls_mentor.sheets import public_records as public_records
    from wvls_mentor.sheets import rated as rated
    from wvls_mentor.sheets import reader as reader
    from wvls_mentor.sheets import rows as rows
    from wvls_mentor.sheets import survey as survey
    from wvls_mentor.sheets import tabs as tabs
    from wvls_mentor.sheets import travel as travel
    from wvls_mentor.sheets import workbook_index as workbook_index
    from wvls_mentor.sheets import workbook_parts as workbook_parts
    from wvls_mentor.sheets import workbook_reader as workbook_reader
    from wvls_mentor.sheets import workbooks as workbooks
else:
    from wvls_mentor.lazy import submodules

    __getattr__ = submodules(__name__)
