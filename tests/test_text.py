import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import APOSTROPHES, fold, paragraphs
from tests.growth import grows_at_most


@given(st.text() | st.text(alphabet="aB '’éİß ſ1.-\t", max_size=20))
def test_folding_plain_letters_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    long_way = " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
    assert fold(text) == long_way


def test_a_long_run_of_spaces_takes_no_longer_than_its_length() -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        assert len(paragraphs("Quill" + " " * size + "left.")) == 1
        return time.process_time() - start

    assert grows_at_most(seconds, 10_000, 40_000, 6, 0.1)
