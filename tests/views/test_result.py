"""Machine output: what is not there is null, and nothing else becomes it."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wvls_mentor.views.result import null_absent

TEXT = st.text(alphabet='": \\,a{}[]\n')
VALUES = st.recursive(
    st.none() | TEXT | st.integers(),
    lambda inner: st.dictionaries(TEXT, inner) | st.lists(inner) | st.lists(inner).map(tuple),
)


@given(VALUES)
def test_a_text_that_is_not_there_is_null(value: Any) -> None:
    # In JSON a quote inside of a text has a backslash before it, so this is never part of one.
    as_text = json.dumps(value).replace('": ""', '": null')
    null_absent(value)
    assert json.dumps(value) == as_text
