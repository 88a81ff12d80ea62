"""Digests do not depend on what computes them."""

from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from linkscan.papers.digests import short_digest


@given(st.text())
def test_a_digest_is_that_of_the_standard_library(text: str) -> None:
    assert short_digest(text) == blake2b(text.encode(), digest_size=4).hexdigest()
