"""How similar two headers are, by their words and not by their letters alone.

"vendor" was read as "ends on" and "going" as "greeting": they share letters, but no word.
"""

_NOT_TELLING = frozenset((
    "a", "all", "an", "and", "any", "apply", "are", "as", "at", "be", "by", "can", "check",
    "could", "did", "do", "does", "for", "from", "had", "has", "have", "how", "i", "if", "in",
    "is", "it", "many", "max", "maximum", "me", "most", "much", "my", "of", "off", "on", "one", "or", "other",
    "our", "please", "should", "such", "that", "the", "their", "them", "there", "these",
    "they", "this", "to", "us", "was", "we", "were", "what", "when", "where", "which", "who",
    "whose", "why", "will", "with", "would", "you", "your",
))  # fmt: skip
_STEM = 4  # first letters that make two words one: goal and goals, miles and mileage
_SLIP = 5  # letters of a word in which one wrong letter is a slip of the hand


def likeness(one: str, other: str) -> float:
    """How alike two plain headers are, 0 to 100: the words they share, and their order.

    0 where no word that says anything stands in both.
    """
    from rapidfuzz import fuzz

    mine, theirs = _telling(one), _telling(other)
    if not any(_same(a, b) for a in mine for b in theirs):
        return 0.0
    return 0.7 * fuzz.token_set_ratio(one, other) + 0.3 * fuzz.token_sort_ratio(one, other)


def _telling(header: str) -> list[str]:
    return [word for word in header.split() if word not in _NOT_TELLING]


def _same(one: str, other: str) -> bool:
    """Whether two words are one: in another form, or with one letter wrong."""
    from rapidfuzz.distance import OSA, Prefix

    short = min(len(one), len(other))
    shared = Prefix.similarity(one, other)
    stem = shared >= _STEM and shared >= short - 1
    return one == other or stem or (short >= _SLIP and OSA.distance(one, other) <= 1)
