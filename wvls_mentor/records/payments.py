"""The fields of payments and claims (C11, C12): they are exported, never imported."""

from wvls_mentor.money import dollars, money, rate_text
from wvls_mentor.records.field import Field, RecordKind, as_kept

PAYMENTS = RecordKind(
    "payments",
    "payment",
    (
        *as_kept("payment_id", "kind", "meeting_id", "pair_id", "person_id", "person"),
        Field(name="payee", names_people=True),
        Field(name="amount", column="amount_cents", write=dollars, told=money),
        Field(
            name="rate",
            write=lambda rate: None if rate is None else rate_text(rate),
            told=rate_text,
        ),
        Field(name="paid_on"),
        Field(name="reference", names_people=True),
        *as_kept("claim", "voided_on"),
        Field(name="void_reason", note=True, names_people=True),
    ),
    belongs="person",
    day="paid_on",
)
CLAIMS = RecordKind(
    "claims",
    "claim_sheet",
    (
        *as_kept("email", "number", "until", "made_on", "sent_on", "approved_on", "withdrawn_on"),
        Field(name="withdrawn_reason", note=True, names_people=True),
    ),
    belongs="person",
    day="made_on",
    sheet=False,
)
