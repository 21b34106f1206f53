"""Machine output: what is not there is null, and nothing else becomes it."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wvls_mentor.views.result import present

TEXT = st.text(alphabet='": \\,a{}[]\n')
VALUES = st.recursive(
    st.none() | TEXT | st.integers(),
    lambda inner: st.dictionaries(TEXT, inner) | st.lists(inner),
)


def _nulled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: None if one == "" else _nulled(one) for key, one in value.items()}
    return [_nulled(one) for one in value] if isinstance(value, list) else value


@given(VALUES)
def test_a_text_that_is_not_there_is_null(value: Any) -> None:
    assert json.loads(present(json.dumps(value))) == _nulled(value)
