"""The signs of the edition: a letter for each kind of difference, and the classes, whose shapes stand in ``templates/marks.html``."""

from typing import Final

LETTERS: Final = {
    "typography": "t", "contraction": "c", "filler": "f", "repetition": "r", "cut-marked": "e", "cut-unmarked": "x", "bracket": "b",
    "grammar": "g", "lexical": "w", "critical": "m", "insert": "i", "transposition": "o", "join": "j",
}  # fmt: skip
CLASSES: Final = (
    "same", "normalised", "clean", "shortened-marked", "shortened", "joined", "differs-minor", "differs-critical",
    "paraphrase", "not-found",
)  # fmt: skip
