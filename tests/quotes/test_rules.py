"""What the rules read: each cue pattern, in small invented texts."""

import json
import re
from pathlib import Path

import pytest

from onrecord.quotes import find_quotes
from onrecord.records import Quote, Report
from onrecord.settings import QuoteSettings


def read(text: str) -> list[Quote]:
    return list(find_quotes(Report(report_id="r", text=text)))


def told(text: str) -> list[tuple[str, str, str]]:
    return [
        (q.kind, " … ".join(s.of(text) for s in q.content), " … ".join(s.of(text) for s in q.source))
        for q in read(text)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "content", "source"),
    [
        ('"The dam is safe," Roth said.', "direct", "The dam is safe,", "Roth"),
        ('"The dam is safe," said Ana Roth, the mayor.', "direct", "The dam is safe,", "Ana Roth, the mayor"),
        ('"The dam is safe", the minister has said.', "direct", "The dam is safe", "the minister"),
        ('Roth said: "The dam is safe."', "direct", "The dam is safe.", "Roth"),
        ('Roth told reporters on Monday, "The dam is safe."', "direct", "The dam is safe.", "Roth"),
        ('"The dam," Roth said, "is safe."', "direct", "The dam, … is safe.", "Roth"),
        ('"Why?" Roth asked.', "direct", "Why?", "Roth"),
        ('"No," she mused. Nobody moved.', "direct", "No,", "she"),
        ('"No, never again," bristled Roth.', "direct", "No, never again,", "Roth"),
        ("'The dam is safe,' said Roth.", "direct", "The dam is safe,", "Roth"),
        ("The dam is safe, Roth said.", "indirect", "The dam is safe", "Roth"),
        ("The dam is safe and well kept, said Ana Roth.", "indirect", "The dam is safe and well kept", "Ana Roth"),
        ("According to Ana Roth, the dam is safe.", "indirect", "the dam is safe", "Ana Roth"),
        ("The dam is safe, according to Ana Roth.", "indirect", "The dam is safe", "Ana Roth"),
        ("Roth said that the dam was safe.", "indirect", "that the dam was safe", "Roth"),
        ("Roth said on Wednesday that the dam was safe.", "indirect", "that the dam was safe", "Roth"),
        ("Roth said the dam was safe.", "indirect", "the dam was safe", "Roth"),
        ("Roth told Webb that the dam was safe.", "indirect", "that the dam was safe", "Roth"),
        ("Roth told Webb the dam was safe.", "indirect", "the dam was safe", "Roth"),
        ("Ana Roth, the mayor of Vell, said the dam was safe.", "indirect", "the dam was safe", "Ana Roth, the mayor of Vell"),
        ("On Tuesday the mayor warned that the dam might burst.", "indirect", "that the dam might burst", "the mayor"),
        ("Roth claimed the dam was safe.", "indirect", "the dam was safe", "Roth"),
        ("Roth insisted that the dam was safe.", "indirect", "that the dam was safe", "Roth"),
        ("Roth believes the dam is safe.", "indirect", "the dam is safe", "Roth"),
        ("Critics say the dam is old.", "indirect", "the dam is old", "Critics"),
        ("The statement said the dam was safe.", "indirect", "the dam was safe", "The statement"),
        ("Roth said that it was safe and that nobody need leave.", "indirect", "that it was safe and that nobody need leave", "Roth"),
        ("Asked about the dam, Roth said it was safe.", "indirect", "it was safe", "Roth"),
        ("Roth declined to name the builder.", "indirect", "to name the builder", "Roth"),
        ("Nobody shared her claim that the dam would hold.", "indirect", "that the dam would hold", "her"),
        ("Webb doubts Roth's claim.", "indirect", "Roth's claim", "Webb"),
        ("VELL, Arden — The dam burst and nine were hurt, police said.", "indirect", "The dam burst and nine were hurt", "police"),
        ("As Roth walked in, the mayor said the dam was safe, which Webb liked.", "indirect", "the dam was safe", "the mayor"),
        ('The Vell Times quoted Roth as saying: "The dam is safe."', "direct", "The dam is safe.", "Roth"),
        ('"The dam is safe," Ana Roth, a builder, told Webb.', "direct", "The dam is safe,", "Ana Roth, a builder"),
        ("Roth is confident that the dam will hold.", "indirect", "that the dam will hold", "Roth"),
        ('Roth said the dam was "safe as a house".', "mixed", 'the dam was "safe as a house"', "Roth"),
        ('The dam is "safe as a house", Roth said.', "mixed", 'The dam is "safe as a house"', "Roth"),
        ('Roth called it a "disaster".', "mixed", 'it a "disaster"', "Roth"),
        ('Roth termed the delay a "scandal" and left.', "mixed", 'the delay a "scandal"', "Roth"),
        ('Roth described Webb as "a clown".', "mixed", 'Webb as "a clown"', "Roth"),
        ('Roth accused the council of "cheap theatre".', "mixed", 'the council of "cheap theatre"', "Roth"),
        ('Roth dismissed the plan as "nonsense".', "mixed", 'the plan as "nonsense"', "Roth"),
        ('Roth warned of "dark days" to come.', "mixed", '"dark days" to come', "Roth"),
        ('Roth criticised "the endless delays".', "direct", "the endless delays", "Roth"),
        ('The plan was described by Roth as "a farce".', "mixed", 'The plan … as "a farce"', "Roth"),
        ('He claimed that Webb spoke of "betrayal".', "mixed", 'that Webb spoke of "betrayal"', "He"),
    ],
)
def test_a_cue_pattern_gives_its_content_and_source(text: str, kind: str, content: str, source: str) -> None:
    assert told(text) == [(kind, content, source)]


def test_a_participle_in_front_and_one_behind_have_the_speaker_of_the_main_clause() -> None:
    assert told("Stressing that the dam was safe, Roth said nobody need leave.") == [
        ("indirect", "that the dam was safe", "Roth"),
        ("indirect", "nobody need leave", "Roth"),
    ]
    assert told('She told the crowd: "Go home," adding: "It is over."') == [("direct", "Go home,", "She"), ("direct", "It is over.", "She")]


def test_a_second_verb_shares_the_subject_of_the_first() -> None:
    assert told('Roth accused the council of "theatre" and said the dam was safe.') == [
        ("mixed", 'the council of "theatre"', "Roth"),
        ("indirect", "the dam was safe", "Roth"),
    ]


def test_a_relative_clause_names_the_person_and_ends_where_the_main_clause_goes_on() -> None:
    assert told("Webb, who said the dam was safe, has resigned.") == [("indirect", "the dam was safe", "Webb … who")]


def test_what_follows_in_marks_belongs_to_the_same_quote() -> None:
    assert told('"We lost," said Roth. "It is bad." She left.') == [("direct", "We lost, … It is bad.", "Roth")]


def test_marked_sentences_wait_for_their_speaker() -> None:
    assert told('"We lost." "It is bad," said Roth.') == [("direct", "We lost. … It is bad,", "Roth")]


def test_paragraphs_of_marked_words_continue_the_quote_before() -> None:
    first, second, third = read("“We lost,” said Roth.\n\n“It is bad.\n\n“It will pass.”")
    assert (first.continues, second.continues, third.continues) == (None, first.quote_id, second.quote_id)
    assert second.source == third.source == ()


def test_a_reopened_mark_continues_though_its_speaker_comes_later() -> None:
    first, second = read("“The dam is old and cracked.\n\n“It must go,” said Roth.")
    assert second.continues == first.quote_id


def test_an_answer_does_not_continue_the_question_of_another() -> None:
    assert all(q.continues is None for q in read('"Is it safe?" asked Roth.\n\n"It is as safe as it will ever be."'))


def test_a_colon_at_the_end_of_a_paragraph_introduces_the_next() -> None:
    assert told('Roth continued:\n\n"The dam is safe. It will hold."') == [("direct", "The dam is safe. It will hold.", "Roth")]


def test_words_signed_with_a_dash_are_the_signer_s() -> None:
    assert told('"The dam is safe and sound."\n\n— Ana Roth') == [("direct", "The dam is safe and sound.", "Ana Roth")]
    assert told("We will rebuild the dam. — Ana Roth (@anaroth) 3 June") == [("indirect", "We will rebuild the dam.", "Ana Roth")]


def test_a_verb_that_only_describes_is_no_cue() -> None:
    assert read("The members use a coin called Vell.") == []
    assert read("The United States and its claims court met.") == []


def test_an_aside_ends_where_the_main_clause_goes_on() -> None:
    assert told("Officials, citing the law, declined to comment.") == [
        ("indirect", "the law", "Officials"),
        ("indirect", "to comment", "Officials"),
    ]


def test_a_scare_quote_is_no_quote() -> None:
    assert read('The so-called "experts" arrived on Monday.') == []


def test_nested_marks_are_part_of_the_quote() -> None:
    text = '"The “experts” were wrong," said Roth.'
    (quote,) = read(text)
    assert [s.of(text) for s in quote.content] == ["The “experts” were wrong,"]


def test_a_marked_title_line_is_a_headline() -> None:
    quote, body = read("Roth calls delay 'a scandal'\n\nAna Roth said the delay was \"a scandal\".")
    assert quote.headline
    assert not body.headline


def test_what_an_outlet_reports_stays_the_speaker_s() -> None:
    text = "Roth insists the dam is safe, the Vell Times reported."
    assert ("indirect", "the dam is safe", "Roth") in told(text)
    assert {q.via for q in read(text) if q.source[0].of(text) == "Roth"} == {"the Vell Times"}


def test_each_marked_stretch_of_a_mixed_quote_is_kept() -> None:
    text = 'Roth said the dam was "safe" and "sound".'
    (quote,) = read(text)
    assert [s.of(text) for s in quote.marked] == ["safe", "sound"]


def test_stops_inside_marks_and_abbreviations_do_not_end_a_sentence() -> None:
    text = '"It failed. It is gone," Lt. Ana B. Roth told the Dec. 4 hearing.'
    assert told(text) == [("direct", "It failed. It is gone,", "Lt. Ana B. Roth")]


def test_the_country_is_no_pronoun() -> None:
    assert told("The US said it would go.") == [("indirect", "it would go", "The US")]


def test_unmarked_quotes_below_the_threshold_are_left_out() -> None:
    report = Report(report_id="r", text='Roth declined to name the builder. "It is over," she said.')
    assert [q.kind for q in find_quotes(report, QuoteSettings(threshold=0.9))] == ["direct"]


def test_interviews_are_read_by_turns() -> None:
    assert told("Q: Is it safe?\n\nA: It is.\n\nQ: Who says so?\n\nA: I do.") == [
        ("indirect", "Is it safe?", "Q"),
        ("indirect", "It is.", "A"),
        ("indirect", "Who says so?", "Q"),
        ("indirect", "I do.", "A"),
    ]


def test_a_turn_without_a_label_continues_the_turn_before() -> None:
    quotes = read("ROTH: It is safe.\n\nIt always was.\n\nWEBB: It is not.\n\nROTH: Who says so?")
    assert [q.continues for q in quotes] == [None, quotes[0].quote_id, None, None]


def test_labels_of_the_page_are_no_speakers() -> None:
    assert read("Photo: the dam at dusk") == []


def test_the_seeds_hold_every_quotation_that_must_be_found(shared: Path) -> None:
    def fold(words: str) -> str:
        return re.sub(r"[^a-z0-9]+", "", words.lower())

    expected = json.loads((shared / "data" / "seeds" / "expected.json").read_text(encoding="utf-8"))
    read_by_report = {}
    for name in {q["report"] for q in expected["quotes"]}:
        text = (shared / "data" / "seeds" / name).read_text(encoding="utf-8")
        found = find_quotes(Report(report_id=name, text=text))
        read_by_report[name] = ["".join(fold(s.of(text)) for s in q.content) for q in found]
    for quote in expected["quotes"]:
        want, have = fold(quote["content"]), read_by_report[quote["report"]]
        parts = sum(len(words) for words in have if words in want)
        assert not quote["must"] or any(want in words for words in have) or parts >= 0.8 * len(want), quote["report"][:3]
    for scare in expected["not_quotes"]:
        assert fold(scare["text"]) not in read_by_report[scare["report"]]


def test_one_of_them_may_speak() -> None:
    text = "“It was a trap,” one of them said."
    (quote,) = find_quotes(Report(report_id="r", text=text))
    assert quote.source[0].of(text) == "one of them"


def test_who_declines_to_be_named_says_nothing_by_it() -> None:
    text = "One baker, who declined to be named, said the roof had gone."
    (quote,) = find_quotes(Report(report_id="r", text=text))
    assert quote.content[0].of(text) == "the roof had gone"


def test_a_short_plain_sentence_before_who_said_it_is_a_quote() -> None:
    text = "The two sheds hold 900 lamps, the firm said."
    (quote,) = find_quotes(Report(report_id="r", text=text))
    assert quote.content[0].of(text) == "The two sheds hold 900 lamps"
