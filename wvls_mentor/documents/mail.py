"""Letters as drafts that a mail program opens to be read once more and sent."""

import re
from email.charset import QP, Charset
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from wvls_mentor.documents.letters import Written, as_html
from wvls_mentor.rules.policy import Policy
from wvls_mentor.text import harmless

# Letters, digits, blanks: what no mail program ever needed quotes for, in a line it need not fold.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,50}", re.ASCII)
# The same for a subject, which no mark ends; only "=?" begins an encoded word.
_PLAIN_SUBJECT = re.compile(r"(?!.*=\?)[!-~][ -~]{0,60}", re.ASCII)
_ENCODED_WORD = Charset("utf-8")
_ENCODED_WORD.header_encoding = QP  # one letter is one letter: a name is found in the file by eye


def draft(letter: Written, office: Policy) -> bytes:
    """The letter as an ``.eml`` file: a draft (``X-Unsent``), CRLF, as text and as HTML."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(
        as_html(letter), subtype="html", charset="utf-8", cte="quoted-printable"
    )
    head = _header("To", letter.name, letter.email)
    if office.coordinator_email:
        head += _header("From", office.coordinator_name, office.coordinator_email)
    head += f"Subject: {_text('Subject', letter.subject, _PLAIN_SUBJECT)}\r\n".encode()
    return head + message.as_bytes()


def _text(field: str, text: str, plain: re.Pattern[str]) -> str:
    """The text of a header: as it is where it is *plain*, else in encoded words (RFC 2047).

    Not by Python's own policy: it takes what looks like an encoded word for one, and a name that
    holds a line break in such a word would add a header.
    """
    clean = " ".join(harmless(text).split())
    if not clean or plain.fullmatch(clean):
        return clean
    return Header(clean, _ENCODED_WORD, header_name=field).encode(linesep="\r\n")


def _header(field: str, name: str, address: str) -> bytes:
    """A header with one address, whatever is in the name before it.

    Python's own policy drops the quotes of a name that it folds, and a comma in that name would
    add a recipient. In encoded words nothing is left that ends a name.
    """
    user, _, domain = address.rpartition("@")
    sent_to = f"<{Address('', user, domain).addr_spec}>"
    clean = _text(field, name, _PLAIN_NAME)
    if not clean:
        return f"{field}: {sent_to}\r\n".encode()
    between = "\r\n " if len(clean.rpartition("\n")[2]) + len(sent_to) > 60 else " "
    return f"{field}: {clean}{between}{sent_to}\r\n".encode()
