"""How large a sheet may be, and what its columns are called."""

from pathlib import Path

from wvls_mentor.errors import BadInputFile

MOST_BYTES = 50_000_000
MOST_COLUMNS = 500
MOST_LINES = 1_048_576  # as many as Excel has; the blank ones count too: each costs time
MOST_ROWS = 200_000
MOST_CELLS = 3_000_000  # the federal survey, the largest sheet of all, has 1.8 million
LONGEST_ROW = 1_000_000  # characters


def too_much(path: Path, bound: str) -> BadInputFile:
    """The refusal of a file that holds more than a sheet of people can: it says the *bound*."""
    return BadInputFile(f"{path} has more than {bound}.", "Is it the right file?")


def column_letters(number: int) -> str:
    """What a spreadsheet calls its column *number*, counted from 0: A, B, ... Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
