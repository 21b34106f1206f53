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
_WORD_OF_NAME = Charset("utf-8")
_WORD_OF_NAME.header_encoding = QP  # one letter is one letter: a name is found in the file by eye


def draft(letter: Written, office: Policy) -> bytes:
    """The letter as an ``.eml`` file: a draft (``X-Unsent``), CRLF, as text and as HTML."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = letter.subject
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(
        as_html(letter), subtype="html", charset="utf-8", cte="quoted-printable"
    )
    head = _header("To", letter.name, letter.email)
    if office.coordinator_email:
        head += _header("From", office.coordinator_name, office.coordinator_email)
    return head + message.as_bytes()


def _header(field: str, name: str, address: str) -> bytes:
    """A header with one address, whatever is in the name before it.

    Not by Python's own policy: it drops the quotes of a name that it folds, and a comma in that
    name would add a recipient. In encoded words (RFC 2047) nothing is left that ends a name.
    """
    user, _, domain = address.rpartition("@")
    sent_to = f"<{Address('', user, domain).addr_spec}>"
    clean = " ".join(harmless(name).split())
    if clean and not _PLAIN_NAME.fullmatch(clean):
        clean = Header(clean, _WORD_OF_NAME, header_name=field).encode(linesep="\r\n")
    if not clean:
        return f"{field}: {sent_to}\r\n".encode()
    between = "\r\n " if len(clean.rpartition("\n")[2]) + len(sent_to) > 60 else " "
    return f"{field}: {clean}{between}{sent_to}\r\n".encode()
