"""How people are written to and paid: what forms call it, and the cells that hold it."""

from wvls_mentor.records import readers
from wvls_mentor.records.field import Field, plainly

# Lines of text, with the headers of sheets that hold them.
HEADERS = {
    "address": ("mailing address", "your mailing address", "postal address"),
    "dear": ("salutation", "greeting", "how letters greet them"),
    "vendor": ("vendor number", "vendor id", "vendor no"),
    "payable_to": ("checks payable to", "make checks payable to", "payee"),
}
# Whether they get letters and may be paid. The cell of the first is "yes", "no" or "no: REASON".
PAPERS = (
    Field(
        name="letters",
        read=plainly(readers.letters),
        write=readers.letters_cell,
        table="person",
        column="no_letters",
        synonyms=("write letters to them",),
        comes_in=False,
        goes_out=False,
    ),
    Field(
        name="w9_on",
        read=readers.day,
        table="person",
        synonyms=("w9", "w-9", "w-9 on file since", "w9 on file"),
        comes_in=False,
        goes_out=False,
    ),
)
