import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import APOSTROPHES, fold


@given(st.text() | st.text(alphabet="aB '’éİß ſ1.-\t", max_size=20))
def test_folding_plain_letters_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    long_way = " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
    assert fold(text) == long_way
