"""Which letters are due to be written as of a day, why, and which are not."""

KINDS = ("intro", "remind", "evaluate", "closing", "payment")
