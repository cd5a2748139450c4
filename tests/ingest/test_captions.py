"""Captions that roll, as the common programs write them."""

import pytest

from onrecord.ingest.captions import read_captions

SHOWN = [
    ">> MAYOR: GOOD EVENING.",
    "THE HARBOUR WALL WILL NOT",
    "HOLD ANOTHER WINTER.",
    ">> REPORTER: WHEN WILL YOU",
    "MEND IT?",
    ">> MAYOR: WE BEGIN IN MAY,",
    "AND WE END IN MAY.",
    "THAT IS A PROMISE.",
]
TEXT = "\n".join(line.removeprefix(">> ") for line in SHOWN)


def subrip(captions: list[list[str]]) -> str:
    return "\n".join(
        f"{n}\n00:{2 * n // 60:02}:{2 * n % 60:02},000 --> 00:{(2 * n + 2) // 60:02}:{(2 * n + 2) % 60:02},000\n" + "\n".join(lines) + "\n"
        for n, lines in enumerate(captions)
    )


@pytest.mark.parametrize("height", [2, 3, 4])
def test_lines_that_roll_up_a_screen_come_once_each_with_its_time_and_speaker(height: int) -> None:
    text, turns, problems = read_captions(subrip([SHOWN[max(0, n - height + 1) : n + 1] for n in range(len(SHOWN))]))
    assert text == TEXT and not problems
    assert [turn.time for turn in turns] == [f"00:00:{2 * n:02}" for n in range(len(SHOWN))]
    assert [turn.speaker for turn in turns] == ["MAYOR"] * 3 + ["REPORTER"] * 2 + ["MAYOR"] * 3


@pytest.mark.parametrize("height", [1, 2, 3])
def test_lines_that_roll_and_grow_by_a_word_at_once_have_the_time_of_their_first_word(height: int) -> None:
    captions = []
    for n, line in enumerate(SHOWN):
        words = line.split()
        captions += [[*SHOWN[max(0, n - height + 1) : n], " ".join(words[: k + 1])] for k in range(len(words))]
    text, turns, _ = read_captions(subrip(captions))
    assert text == TEXT
    assert turns[1].time == "00:00:08"  # after the four pieces of the first line, mark and all


def test_captions_timed_word_by_word_with_a_still_between_are_unrolled() -> None:
    written = """WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.470 align:start position:0%
\x20
the<00:00:00.320><c> harbour</c><00:00:00.640><c> wall</c><00:00:00.960><c> will</c><00:00:01.120><c> not</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
the harbour wall will not
\x20

00:00:02.480 --> 00:00:04.630 align:start position:0%
the harbour wall will not
hold<00:00:02.720><c> another</c><00:00:03.040><c> winter</c>

00:00:04.630 --> 00:00:04.640 align:start position:0%
hold another winter
\x20

00:00:04.640 --> 00:00:07.000 align:start position:0%
hold another winter
so<00:00:04.800><c> we</c><00:00:05.000><c> mend</c><00:00:05.200><c> it</c>

00:00:07.000 --> 00:00:07.010 align:start position:0%
so we mend it
\x20
"""
    text, turns, problems = read_captions(written)
    assert text == "the harbour wall will not\nhold another winter\nso we mend it" and not problems
    assert [turn.time for turn in turns] == ["00:00:00", "00:00:02", "00:00:04"]


def test_captions_without_a_single_whole_time_keep_their_words_in_one_message() -> None:
    text, turns, problems = read_captions("1\n00:00:xx --> 00:00:yy\nIt stays.\n\n2\n00:61:00 --> 00:62:00\nSo.\n")
    assert text == "It stays.\nSo." and all(turn.time is None for turn in turns)
    assert [(problem.reason, problem.line) for problem in problems] == [("the times of 2 captions of 2 are broken", 2)]
