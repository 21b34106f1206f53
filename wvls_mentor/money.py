"""Money is whole cents, miles are tenths, rates are ten-thousandths of a dollar. No floats."""

import re

from wvls_mentor.errors import UsageProblem

# By pattern, in ASCII digits: float() takes nan and 1e3, and int() takes Arabic digits.
_AMOUNT = re.compile(r"\$?([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.([0-9]{1,2}))?")
_RATE = re.compile(r"\$?([0-9]{1,6}|[0-9]{1,3},[0-9]{3})(?:\.([0-9]{1,4}))?")
_MILES = re.compile(r"([0-9]{1,6})(?:\.([0-9]))?(?: ?(?:mi|miles?))?")


def just_the_number(text: str, otherwise: str) -> str:
    """The hint for a number among words, ``about 250``: what to type; or *otherwise*."""
    found = re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)
    words = re.search("[A-Za-z~]", text)
    return f"Type just the number, such as {found[0]}." if len(found) == 1 and words else otherwise


def parse_cents(text: str, *, most: int = 1_000_000) -> int:
    """Cents of ``12``, ``12.50``, ``$12.50`` or a spreadsheet's ``12.5``; *most* is in cents too."""
    found = _AMOUNT.fullmatch(text.strip())
    if not found:
        comma = re.fullmatch(r"(\$?[0-9]{1,7}),([0-9]{2})", text.strip())  # 11,50
        like = f"{comma[1].lstrip('$')}.{comma[2]}" if comma else "12.50"
        hint = just_the_number(text, f"Write dollars, such as {like}.")
        raise UsageProblem(f"{text.strip()[:40]!r} is not an amount of money.", hint)
    # A spreadsheet writes 12.50 as 12.5: its 5 is fifty cents, not five.
    whole, part = found.group(1).replace(",", ""), (found.group(2) or "").ljust(2, "0")
    cents = int(whole) * 100 + int(part)
    if cents > most:
        raise UsageProblem(
            f"{text.strip()[:40]} is more than the largest amount accepted.",
            f"Amounts go from 0.00 to {dollars(most)}.",
        )
    return cents


def parse_rate(text: str) -> int:
    """Ten-thousandths of a dollar of a rate such as ``0.725`` or ``125``."""
    found = _RATE.fullmatch(re.sub(r"^(\$?)\.", r"\g<1>0.", text.strip()))  # .70 is 0.70
    if not found:
        raise UsageProblem(
            f"{text.strip()[:40]!r} is not a rate.",
            "Write dollars with at most four decimals, such as 0.725.",
        )
    whole, part = found.group(1).replace(",", ""), (found.group(2) or "").ljust(4, "0")
    return int(whole) * 10_000 + int(part)


def parse_miles(text: str) -> int:
    """Tenths of a mile of ``66``, ``66.4`` or ``66 miles``: 0 to 2,000 miles, one decimal."""
    found = _MILES.fullmatch(text.strip().lower())
    tenths = int(found.group(1)) * 10 + int(found.group(2) or 0) if found else -1
    if not 0 <= tenths <= 20_000:
        is_number = re.fullmatch(r"-?[0-9.,]+", text.strip())
        most = "Miles go from 0 to 2000, with one decimal at most."
        hint = most if is_number else "Type a number of miles, such as 60."
        raise UsageProblem(f"{text.strip()[:40]!r} is not a distance.", just_the_number(text, hint))
    return tenths


def rate_cents(rate: int) -> int:
    """Cents of a rate that is paid as it stands, such as a stipend, rounded half up (C11)."""
    # Rounded here alone: rounded down on one screen and half up on another, two sums would differ.
    return (rate + 50) // 100


def mileage_cents(miles_tenths: int, rate: int) -> int:
    """Miles times rate, rounded half up to the cent, once (C12)."""
    # In whole numbers: as a float half a cent may lie just below the half, and be lost.
    return (miles_tenths * rate + 500) // 1000


def dollars(cents: int) -> str:
    """``125.00``: the plain form of files; also the digits of every screen."""
    sign = "-" if cents < 0 else ""
    # Of the absolute value: -150 // 100 is -2, and $1.50 too much would read -2.50.
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def money(cents: int) -> str:
    """``$1,250.00``: the form for people."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def rate_text(rate: int) -> str:
    """``0.725`` or ``125.00``: a rate with at least two decimals."""
    whole, part = divmod(rate, 10_000)
    digits = f"{part:04d}".rstrip("0").ljust(2, "0")
    return f"{whole}.{digits}"
