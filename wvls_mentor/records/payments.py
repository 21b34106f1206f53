"""What is kept of payments and claims (C11, C12): it goes out, and never comes in."""

from wvls_mentor.money import dollars, money, rate_text
from wvls_mentor.records.field import Field, Kind

PAYMENTS = Kind(
    "payments",
    "payment",
    (
        Field(name="payment_id"),
        Field(name="kind"),
        Field(name="meeting_id"),
        Field(name="pair_id"),
        Field(name="person_id"),
        Field(name="person"),
        Field(name="payee", names_people=True),
        Field(name="amount", column="amount_cents", write=dollars, told=money),
        Field(
            name="rate",
            write=lambda rate: None if rate is None else rate_text(rate),
            told=rate_text,
        ),
        Field(name="paid_on"),
        Field(name="reference", names_people=True),
        Field(name="claim"),
        Field(name="voided_on"),
        Field(name="void_reason", note=True, names_people=True),
    ),
    belongs="person",
    day="paid_on",
)
CLAIMS = Kind(
    "claims",
    "claim_sheet",
    (
        Field(name="email"),
        Field(name="number"),
        Field(name="until"),
        Field(name="made_on"),
        Field(name="sent_on"),
        Field(name="approved_on"),
        Field(name="withdrawn_on"),
        Field(name="withdrawn_reason", note=True, names_people=True),
    ),
    belongs="person",
    day="made_on",
    sheet=False,
)
