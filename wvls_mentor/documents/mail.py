"""Letters as drafts that a mail program opens to be read once more and sent."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

from wvls_mentor.documents.letters import Written, as_html
from wvls_mentor.rules.policy import Policy
from wvls_mentor.text import harmless


def draft(letter: Written, office: Policy) -> bytes:
    """The letter as an ``.eml`` file: a draft (``X-Unsent``), CRLF, as text and as HTML."""
    ascii_only = (letter.email + office.coordinator_email).isascii()
    message = EmailMessage(policy=SMTP if ascii_only else SMTPUTF8)
    message["X-Unsent"] = "1"
    message["To"] = _address(letter.name, letter.email)
    if office.coordinator_email:
        message["From"] = _address(office.coordinator_name, office.coordinator_email)
    message["Subject"] = letter.subject
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(
        as_html(letter), subtype="html", charset="utf-8", cte="quoted-printable"
    )
    return message.as_bytes()


def _address(name: str, address: str) -> Address:
    """An address with the name before it; whatever is in the name, it is one line and one name."""
    user, _, domain = address.rpartition("@")
    return Address(" ".join(harmless(name).split()), user, domain)
