"""A claim sheet on paper: text to paste, HTML that prints on one page."""

from html import escape

from wvls_mentor.money import dollars, rate_text
from wvls_mentor.rules.payments import Sheet, SheetLine
from wvls_mentor.text import harmless

_HEAD = ("day", "meeting", "for", "where", "hours", "miles", "rate", "expenses", "amount")
_SIGN = ("Claimant", "Program coordinator")


def _cells(line: SheetLine) -> tuple[str, ...]:
    return (
        line.on.isoformat(),
        str(line.meeting_id),
        f"{line.kind}, {line.mentee}",
        line.at,
        "" if line.minutes is None else f"{line.minutes / 60:.4g}",
        "" if line.miles_tenths is None else f"{line.miles_tenths / 10:g}",
        "" if line.rate is None or line.kind == "stipend" else rate_text(line.rate),
        "" if not line.expense_cents else dollars(line.expense_cents),
        dollars(line.amount_cents),
    )


def _total(sheet: Sheet, kind: str) -> str:
    return dollars(sum(line.amount_cents for line in sheet.lines if line.kind == kind))


def _settled(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """What was paid and what is due, once something was: else an office could pay it twice."""
    if not sheet.paid_cents:
        return ()
    return ("Already paid", dollars(sheet.paid_cents)), ("Due", dollars(sheet.open_cents))


def as_text(sheet: Sheet) -> str:
    """The sheet at 80 columns: two lines for each entry, so that nothing is cut."""
    said = [
        f"Claim {sheet.number or '(a draft without a number)'}",
        f"Claimant  {sheet.mentor} <{sheet.email}>",
        f"Library   {sheet.library or 'none'}",
        f"Made on   {sheet.made_on}, for visits up to {sheet.until}",
        "",
        f"{'day':<12}{'what':<50}{'amount':>12}",
    ]
    for line in sheet.lines:
        day, meeting, _, where, hours, miles, rate, expenses, amount = _cells(line)
        basis = f"{hours} h" if line.kind == "stipend" else f"{miles} mi x {rate}"
        if expenses:
            basis += f" + {expenses}"
        said.append(f"{day:<12}{f'{line.kind}, meeting {meeting}, {where}':<50}{amount:>12}")
        said.append(f"{'':<12}{line.mentee}; {basis}")
    said += [
        "",
        f"{'stipends':<62}{_total(sheet, 'stipend'):>12}",
        f"{'travel':<62}{_total(sheet, 'travel'):>12}",
        f"{'TOTAL, in dollars':<62}{dollars(sheet.total_cents):>12}",
        *(f"{name:<62}{amount:>12}" for name, amount in _settled(sheet)),
        "",
    ]
    for who in _SIGN:
        said += ["", f"{who + ':':<22}{'_' * 34}  date: {'_' * 14}"]
    return "\n".join(harmless(text) for text in said) + "\n"


_STYLE = (
    "@page{size:letter;margin:18mm}body{font:11pt serif;color:#000}"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #999;padding:2pt 4pt;"
    "text-align:left;vertical-align:top}.n{text-align:right}.sign{margin-top:14mm;"
    "border-top:1px solid #000;width:60%;padding-top:2pt}"
)


def as_html(sheet: Sheet) -> str:
    """The sheet as one page of HTML; every text from people is escaped."""
    number = escape(sheet.number)
    rows = "".join(
        "<tr>"
        + "".join(f"<td{_right(i)}>{escape(c)}</td>" for i, c in enumerate(_cells(x)))
        + "</tr>"
        for x in sheet.lines
    )
    heads = "".join(f"<th{_right(i)}>{h}</th>" for i, h in enumerate(_HEAD))
    sums = "".join(
        f'<tr><td colspan="8">{name}</td><td class="n">{amount}</td></tr>'
        for name, amount in (
            ("stipends", _total(sheet, "stipend")),
            ("travel", _total(sheet, "travel")),
            ("<b>total, in dollars</b>", f"<b>{dollars(sheet.total_cents)}</b>"),
            *_settled(sheet),
        )
    )
    signs = "".join(f'<p class="sign">{who}, date</p>' for who in _SIGN)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Claim {number}</title>'
        f"<style>{_STYLE}</style></head><body><h1>Claim {number}</h1>"
        f"<p>{escape(harmless(sheet.mentor))} &lt;{escape(sheet.email)}&gt;, "
        f"{escape(sheet.library or 'no library')}<br>made on {sheet.made_on}, "
        f"for visits up to {sheet.until}</p>"
        f"<table><tr>{heads}</tr>{rows}{sums}</table>{signs}</body></html>\n"
    )


def _right(column: int) -> str:
    return ' class="n"' if column >= 4 else ""
