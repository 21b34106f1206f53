"""Cleans and formats text that people typed, which may hold anything."""

import os
import re
import shlex
import unicodedata
from collections.abc import Iterable, Sequence

from wvls_mentor.errors import UsageProblem

LONGEST_LINE = 200
LONGEST_TEXT = 500  # a goal, a reason, a question
LONGEST_NOTE = 5000
GLUE = "\ue000"  # stands for a blank where no line may break

# No mark that a shell evaluates, such as a backtick, and none that a mail program misreads.
_EMAIL = re.compile(r"[\w.+'-]+@[^\W_](?:[\w.-]*[^\W_])?")
# These reorder what is printed after them, so a name could disguise a whole line.
_DIRECTION = {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)
}
# Some terminals begin a new line here, so a name could pretend to be a message of its own.
_BREAKS = {0x2028: " ", 0x2029: " "}

# Unicode takes these apart no further, so that Łukasz would never be found by Lukasz.
_PLAIN = {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
          "ŧ": "t", "ı": "i", "ß": "ss"}  # fmt: skip
_STROKES = str.maketrans(
    _PLAIN | {k.upper(): v.title() for k, v in _PLAIN.items() if k not in "ıß"}
)


def harmless(text: str) -> str:
    """*text* without anything that could drive a terminal: control codes, lone surrogates.

    A line or paragraph that ends by a letter of its own (U+2028, U+2029) ends in a blank.
    """
    if text.isascii() and text.isprintable():  # nearly every text; a large sheet has a million
        return text
    return "".join(
        c
        for c in text.translate(_BREAKS)
        if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _DIRECTION)
    )


def plain_letters(text: str) -> str:
    """*text* in letters, digits, hyphens and full stops, with one blank for all else.

    Accents go: a shell's list of candidates may be shown on a console that cannot show them.
    """
    whole = text.translate(_STROKES)
    plain = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^A-Za-z0-9.-]", " ", plain).split())


def line(text: str, what: str, *, longest: int = LONGEST_LINE, empty: bool = False) -> str:
    """One clean line: white space folded, control characters gone.

    Raises UsageProblem when it is empty (unless *empty*) or longer than *longest* characters.
    """
    clean = " ".join(harmless(text).split())
    if not clean and not empty:
        raise UsageProblem(f"The {what} is empty.", f"Give {with_article(what)}.")
    if len(clean) > longest:
        raise UsageProblem(
            f"The {what} is {len(clean):,} characters long.", f"Use at most {longest:,}."
        )
    return clean


def with_article(noun: str) -> str:
    """``a reason``, ``an interest``; of a word of capitals as they are spelled: ``an FSCS key``."""
    vowels = "AEFHILMNORSX" if noun[:2].isupper() else "aeiouAEIOU"
    article = "an" if noun[:1] in vowels else "a"
    return f"{article} {noun}".replace("an other", "another")


def note(text: str) -> str:
    """A note of several lines, each clean. Raises UsageProblem when it is too long."""
    parts = (harmless(part) for part in re.split("[\u2028\u2029]", text))  # they end a line too
    clean = "\n".join(" ".join(p.split()) for p in "\n".join(parts).splitlines()).strip()
    if len(clean) > LONGEST_NOTE:
        raise UsageProblem(
            f"The note is {len(clean):,} characters long.", f"Use at most {LONGEST_NOTE:,}."
        )
    return clean


def email(text: str) -> str:
    """An e-mail address, as written. Raises UsageProblem for anything that is none."""
    clean = harmless(text).strip()
    if len(clean) > LONGEST_LINE or not _EMAIL.fullmatch(clean):
        raise UsageProblem(
            f"{clean[:60]!r} is not an e-mail address.",
            "Write it like name@example.org, with letters, digits and . _ + - ' before the @.",
        )
    return clean


def tag(text: str, what: str) -> str:
    """An interest or a tag of culture: one clean line in lower case, without a list's marks."""
    return line(text.replace(";", " "), what, longest=60).lower()


def fold(text: str) -> str:
    """*text* for comparing: no case, no accents, no strokes, white space folded."""
    if text.isascii():  # nearly every text; a large sheet has a million
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_STROKES))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def first_name_first(name: str) -> str:
    """``Last, First`` as ``First Last``; any other name as it is."""
    last, comma, first = (part.strip() for part in name.partition(","))
    return f"{first} {last}" if comma and first and last and "," not in first else name


def same_first_name(one: str, other: str) -> bool:
    """Whether two names may be one person's: case, accents, order and initials aside."""
    names = [re.findall(r"[^\W_]+", fold(first_name_first(name))) for name in (one, other)]
    if not all(names) or sorted(names[0]) == sorted(names[1]):
        return True
    short, long = sorted((names[0][0], names[1][0]), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


# What half of all libraries are called tells none from another.
_COMMON = {"public", "library", "libraries", "free", "memorial", "community", "the", "of"}


def nearest(text: str, known: Iterable[str], most: int = 3, *, alike: int = 50) -> list[str]:
    """The *known* words most like *text*, best first; none less *alike* than this of 100."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        text, sorted(known), scorer=fuzz.ratio, processor=_telling, score_cutoff=alike, limit=most
    )
    return [word for word, *_ in found]


def alike_names(one: str, other: str) -> bool:
    """Whether two names differ by no more than a slip of the pen."""
    from rapidfuzz import fuzz

    return fuzz.ratio(fold(one), fold(other)) >= 90


def _telling(text: str) -> str:
    """The words that tell a name from others."""
    every = fold(text).split()
    return " ".join(word for word in every if word not in _COMMON) or " ".join(every)


def listed(words: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    every = list(words)
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} {last} {every[-1]}"


def first_few(words: Sequence[str], most: int) -> str:
    """``a, b and 2 others``: the first *most* words, and one more than that rather than "1 other"."""
    if len(words) <= most + 1:
        return listed(words)
    return listed([*words[:most], count(len(words) - most, "other")])


def count(number: int, word: str, plural: str | None = None) -> str:
    """``1 pair``, ``2 pairs``."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def named_number(text: str, *kinds: str, bare: bool = True) -> str:
    """The digits of ``pair 4``, ``Pair #4`` and, where *bare*, ``#4``; any other text as it is.

    *kinds* are the words for what is asked for: screens say pair 4 themselves.
    """
    word = f"(?:(?:{'|'.join(kinds)})[ .:]*(?:#|no\\.?|number)? *{'|# *' if bare else ''})"
    found = re.fullmatch(f"{word}([0-9]{{1,30}})", text.strip(), re.IGNORECASE)
    return found[1] if found else text


def hours_text(minutes: int) -> str:
    """Minutes as hours: ``6``, ``6.5``, ``103.75``, to a hundredth."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def miles_text(tenths: int) -> str:
    """Tenths of a mile as miles: ``66``, ``66.5``."""
    return f"{tenths / 10:g}"


def check_name(reference: str) -> str:
    """What a reference is called: a bare number is a check's, and behind a day reads as its year."""
    return f"check {reference}" if reference.isascii() and reference.isdigit() else reference


_PLAIN_WORD = re.compile(r"[\w@+=:,./-]+", re.ASCII)


def to_copy(word: str) -> str:
    """*word* of a command that is printed to be copied: no shell runs anything that is in it.

    Double quotes do on every system; single ones where a POSIX shell would look inside those.
    """
    if _PLAIN_WORD.fullmatch(word):
        return word
    if os.name != "nt" and set(word) & set('"$`\\!'):
        return shlex.quote(word)
    quoted = word.replace('"', '\\"')
    return f'"{quoted}"'


def shortened(text: str, most: int) -> str:
    """*text* in at most *most* characters; an ellipsis says where some are missing."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def short_words(text: str, most: int = 200) -> str:
    """*text* in which no word has more than *most* characters: a pasted sheet is no file name."""
    return re.sub(rf"\S{{{most + 1},}}", lambda found: shortened(found[0], most), text)


# What a formula that went wrong leaves in a cell; a CSV has it as text.
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!"
    r"|BUSY!|GETTING_DATA|EXTERNAL!|PYTHON!|ERROR!)|Err:5[0-9]{2}"
)
# Blank to the eye, though Unicode counts them as letters and symbols.
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
_UNSEEN = {"Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"}
_MINUS = "\u2212"


def is_error(text: str) -> bool:
    """Whether a cell holds the error of a formula, such as ``#N/A``, and no value."""
    return text[:1] in ("#", "E") and _ERROR.fullmatch(text) is not None


def _runs(text: str) -> bool:
    """Whether a spreadsheet would run *text*, or a guard could not be told from its own quote.

    East Asian ones run the wide forms too, and some drop what cannot be seen before the first mark.
    """
    first = text[:1]
    if first in ("'", "\t", "\r", "\n") or is_error(text):
        return text != ""
    if first.isascii() and first.isalnum():
        return False
    seen = (c for c in text if c not in _FILLERS and unicodedata.category(c) not in _UNSEEN)
    mark = unicodedata.normalize("NFKC", next(seen, ""))[:1]
    return mark != "" and mark in f"=+-@{_MINUS}"


def guarded(text: str) -> str:
    """*text* as a cell that no spreadsheet runs or takes for an error: a quote in front."""
    return "'" + text if _runs(text) else text


def unguarded(text: str) -> str:
    """The text of a cell as it was before it was guarded."""
    return text[1:] if text[:1] == "'" and _runs(text[1:]) else text


def sheet_cell(value: object) -> object:
    """A value as a cell of a sheet; text that a spreadsheet would run gets a quote in front."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(value) if isinstance(value, str) else value


def value_text(value: object) -> str:
    """A value of a record as people read it."""
    if value in (None, "", ()):
        return "nothing"
    if isinstance(value, (tuple, list)):
        return ", ".join(":".join(v) if isinstance(v, tuple) else str(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def percent(score: int) -> str:
    """A score of 0 to 10,000 as a percentage with one decimal, rounded half up."""
    tenths = (score + 5) // 10
    return f"{tenths // 10}.{tenths % 10}"
