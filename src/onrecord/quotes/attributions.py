"""Cues and what they attribute, inside one sentence: "Roth said that …", "…, said Roth", "according to Roth".

Works on token numbers; `rules` turns them into quotes. Every finding names the rule that made it, which says how often it is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.quotes.contents import (
    After,
    after_cue,
    clip,
    from_mark,
    has_verb,
    holds_finite,
    holds_marked,
    is_past,
    is_spoken,
    is_whole,
    left_content,
    right_content,
    split_marked,
)
from onrecord.quotes.cues import Finding, at_according, at_adjective, at_colon, at_noun, is_noun
from onrecord.quotes.lexicon import (
    ADJECTIVES,
    ARTICLES,
    BEING,
    CLAUSE,
    NOUNS,
    OBJECT,
    PREPOSITIONS,
    SPOKEN,
    SUBJECT_PRONOUNS,
    TIMES,
    VERBS,
    WITH,
    Form,
)
from onrecord.quotes.nouns import FARTHEST, Range, is_finite, phrase_after, phrase_before, subject_before
from onrecord.quotes.subjects import agrees, closes_relative, describes, group_start, main_clause_subject, main_subject, shared_subject
from onrecord.quotes.tokens import Token

NEVER_FIRST: Final = frozenset("tell remind assure inform urge".split())
"""Verbs that a speaker never follows: after "told" stands who was told."""
CARRIERS: Final = frozenset("sign signs banner banners hat shirt shirts placard placards poster posters".split())
"""Things that bear words: in "a sign reading" the sign is the source."""


def find_attributions(tokens: Sequence[Token], start: int, stop: int) -> list[Finding]:
    """The attributions in the sentence of tokens ``start`` to ``stop``, in the order of their cues."""
    end = _without_stop(tokens, start, stop)
    start = _past_dateline(tokens, start, end)
    titled = _is_title_case(tokens, start, end)
    found: list[Finding] = []
    subject: Range | None = None
    place = start
    while place < end:
        token = tokens[place]
        finding = None
        if token.low == "according" and place + 2 < end and tokens[place + 1].low == "to":
            finding = at_according(tokens, place, start, end)
        elif (
            token.is_word and token.low in VERBS and not is_noun(tokens, place, end) and (titled or place == start or not token.is_capital)
        ):
            finding = _at_verb(tokens, place, VERBS[token.low], start, end, subject)
        elif token.low.endswith("ed") and token.is_word and not token.is_capital and place > start:
            finding = _at_other_verb(tokens, place, start, end)
        elif token.low in NOUNS and place + 1 < end and tokens[place + 1].low in NOUNS[token.low]:
            finding = at_noun(tokens, place, start, end)
        elif token.low in ADJECTIVES:
            finding = at_adjective(tokens, place, start, end)
        elif token.low == ":" and place > start:
            finding = at_colon(tokens, place, start, end, found)
        if finding is not None:
            found.append(finding)
            subject = subject or finding.source
            place = max(place, finding.cue[1] - 1)
        place += 1
    return _bounded(found)


def _bounded(found: list[Finding]) -> list[Finding]:
    """The findings, each ended where a later one that says "…," Roth said begins to name its speaker."""
    bounded: list[Finding] = []
    limit: int | None = None
    for finding in reversed(found):
        if limit is not None and finding.content and finding.content[-1][1] > limit and finding.rule != "before":
            content = tuple((first, min(last, limit)) for first, last in finding.content if first < limit)
            if not content:
                continue
            finding = finding._replace(content=content)
        bounded.append(finding)
        if finding.rule == "before" and finding.content:
            limit = min(finding.content[0][1], finding.content[0][1] if limit is None else limit)
    bounded.reverse()
    return bounded


def _without_stop(tokens: Sequence[Token], start: int, stop: int) -> int:
    while (
        stop > start
        and not tokens[stop - 1].is_word
        and tokens[stop - 1].marked is None
        and tokens[stop - 1].low not in {":", "%", "$", ")"}
    ):
        stop -= 1
    return stop


def _past_dateline(tokens: Sequence[Token], start: int, end: int) -> int:
    """After a dateline such as "VELL, Arden (AP) —" at the start of a paragraph."""
    if start > 0:
        return start
    dash = next((k for k in range(1, min(end, 10)) if tokens[k].low in {"—", "–", "--", "-"}), None)
    if dash is None or dash + 2 >= end or not all(t.is_capital or not t.is_word or t.low.isdigit() for t in tokens[:dash]):
        return start
    return start if any(t.marked is not None or t.low == ":" for t in tokens[:dash]) else dash + 1


def _is_title_case(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether nearly all longer words begin with a capital, as in a headline."""
    longer = [t for t in tokens[start:end] if t.is_word and len(t.low) > 3]
    return len(longer) > 2 and 5 * sum(t.is_capital for t in longer) >= 4 * len(longer)


def _at_verb(tokens: Sequence[Token], place: int, form: Form, start: int, end: int, subject: Range | None) -> Finding | None:
    group = group_start(tokens, place, start)
    before = tokens[group - 1] if group > start else None
    auxiliaries = {tokens[k].low for k in range(group, place)}
    if before is not None and before.low in ARTICLES and form.tense != "past":
        return None
    if form.tense == "ing" and not auxiliaries & BEING:
        return _at_participle(tokens, place, form, start, end, subject)
    if before is not None and before.low == "to":
        return None
    if form.tense == "past" and auxiliaries & BEING and not auxiliaries & {"having"}:
        return _at_passive(tokens, place, form, group, start, end)
    cue_end = _cue_end(tokens, place, form, end)
    if form.lemma == "quote":
        return _quoted_as(tokens, cue_end, group, start, end)
    found = _inverted(tokens, place, form, group, start, end)
    if found is not None:
        return found
    source = shared_subject(tokens, group, start) or subject_before(tokens, group, start)
    if source is None or tokens[source[0]].low in {"there", "you"} or not agrees(tokens, source, form, auxiliaries):
        return None
    cue = (group, cue_end)
    left = left_content(tokens, source[0], start)
    if tokens[source[0]].low == "who":
        end = next((k for k in range(cue_end, end) if tokens[k].low == "," and closes_relative(tokens, k + 1, end)), end)
    right = right_content(tokens, place, form, cue_end, end)
    if left is not None and (right is None or right.rule == "rest" or _speaks_before(tokens, left, right)):
        return _with_left(tokens, left, source, cue, form)
    if right is None or right.rule == "rest":
        if end > cue_end and tokens[end - 1].low == ":" and form.lemma in CLAUSE:
            return Finding((), source, cue, "colon", open_ended=True)
        return None
    if right.rule == "object" and form.tense == "past" and not auxiliaries and describes(tokens, source):
        return None
    return Finding(right.content, source, cue, right.rule, right.open_ended)


def _cue_end(tokens: Sequence[Token], place: int, form: Form, end: int) -> int:
    """Past the particle of "pointed out" and "went on"."""
    after = place + 1
    if after >= end:
        return after
    low = tokens[after].low
    has_particle = low in {"out", "up"} and low in WITH.get(form.lemma, frozenset())
    return after + 1 if has_particle or (form.lemma == "go" and low == "on") else after


def _speaks_before(tokens: Sequence[Token], left: Range, right: After) -> bool:
    """Whether marked words before the source are what was said, though something follows the verb as well."""
    if tokens[left[1] - 1].marked is None:
        return False
    if not any(t.is_word for t in tokens[left[0] : left[1]]):
        return True
    first = tokens[left[0]]
    if first.low in PREPOSITIONS or (first.low in VERBS and VERBS[first.low].tense == "ing"):
        return False
    return right.rule not in {"marked", "that"} or (right.rule == "marked" and first.marked is not None)


def _with_left(tokens: Sequence[Token], left: Range, source: Range, cue: Range, form: Form) -> Finding | None:
    last = tokens[left[1] - 1]
    if form.lemma not in CLAUSE or (form.lemma in SPOKEN and last.marked is None):
        return None
    told = has_verb(tokens, left) or holds_marked(tokens, left) or (left[1] - left[0] > 4 and tokens[left[0]].low in ARTICLES)
    if last.marked is None and not (told and is_whole(tokens, left)):
        return None
    content = split_marked(tokens, left)
    rest = after_cue(tokens, cue[1])
    if rest is not None:
        content += rest
    return Finding(content, source, cue, "before")


def _inverted(tokens: Sequence[Token], place: int, form: Form, group: int, start: int, end: int) -> Finding | None:
    """ "…," said Roth, the mayor."""
    if form.lemma not in CLAUSE - NEVER_FIRST or form.tense not in ("past", "s") or group != place or place <= start or place + 1 >= end:
        return None
    left = left_content(tokens, place, start)
    if left is None:
        return None
    following = tokens[place + 1]
    if following.low in SUBJECT_PRONOUNS - {"who"} and tokens[left[1] - 1].marked is None:
        return None
    source = phrase_after(tokens, place + 1, end)
    if source is None or following.low in TIMES:
        return None
    marked = tokens[left[1] - 1].marked is not None
    if not marked and (form.lemma in SPOKEN or not (has_verb(tokens, left) and is_whole(tokens, left))):
        return None
    if not marked:
        if source[1] < end and tokens[source[1]].is_word and tokens[source[1]].low not in PREPOSITIONS | TIMES | {"who", "when"}:
            return None
        if not holds_finite(tokens, left):
            return None
    elif source[1] < end and is_finite(tokens[source[1]]) and not following.is_capital:
        return None
    content = split_marked(tokens, left)
    rest = after_cue(tokens, source[1])
    return Finding(content + (rest or ()), source, (place, place + 1), "before")


def _at_passive(tokens: Sequence[Token], place: int, form: Form, group: int, start: int, end: int) -> Finding | None:
    """ "… was described by Roth as …", "… is expected to …"."""
    begin = place + 1
    if form.lemma == "quote" and begin + 1 < end and tokens[begin].low in {"as", "saying"}:
        source = subject_before(tokens, group, start)
        marked = next((k for k in range(begin, min(end, begin + FARTHEST)) if tokens[k].marked is not None), None)
        if source is not None and marked is not None:
            return Finding(from_mark(tokens, marked, end), source, (group, marked), "marked")
    by = next((k for k in range(begin, min(end, begin + FARTHEST)) if tokens[k].low == "by"), None)
    if by is not None and form.lemma in CLAUSE | OBJECT and form.lemma not in {"show", "find", "see", "lead", "begin"}:
        source = phrase_after(tokens, by + 1, end)
        if source is not None:
            rest = (source[1], end) if source[1] + 1 < end and tokens[source[1]].low in {"as", "of", "for", "that", "to"} else None
            if by > begin:
                rest = (begin, by)
            theme = phrase_before(tokens, group, start)
            content = tuple(r for r in (theme, rest) if r is not None)
            if content:
                return Finding(content, source, (group, begin), "passive")
    if form.lemma == "expect" and begin < end and tokens[begin].low == "to":
        content = clip(tokens, begin, end)
        theme = phrase_before(tokens, group, start)
        if content:
            return Finding(((theme,) if theme else ()) + content, None, (group, begin), "expected")
    return None


def _quoted_as(tokens: Sequence[Token], begin: int, group: int, start: int, end: int) -> Finding | None:
    """ "The Vell Times quoted Roth as saying …": the words are Roth's."""
    place = next((k for k in range(begin, min(end - 1, begin + FARTHEST)) if tokens[k].low == "as"), None)
    if place is None or tokens[place + 1].low not in {"saying", "telling", "writing"}:
        return None
    cue, source = (group, place + 2), (begin, place)
    outlet = subject_before(tokens, group, start)
    left = None if outlet is None else left_content(tokens, outlet[0], start)
    if left is not None and tokens[left[1] - 1].marked is not None:
        return Finding(split_marked(tokens, left), source, cue, "before")
    if place + 2 >= end:
        return None
    marked = next((k for k in range(place + 2, min(end, place + 4)) if tokens[k].marked is not None), None)
    content = from_mark(tokens, marked, end) if marked is not None else clip(tokens, place + 2, end)
    return Finding(content, source, cue, "marked" if marked is not None else "clause") if content and source[0] < source[1] else None


def _at_other_verb(tokens: Sequence[Token], place: int, start: int, end: int) -> Finding | None:
    """Any verb in -ed between a speaker and marked words: '"…," Roth mused', '"…," wheezed Roth', 'Roth thundered, "…"'."""
    after = place + 1
    if after < end and tokens[after].marked is None and tokens[after].is_word:
        left = left_content(tokens, place, start)
        if left is None or any(t.is_word for t in tokens[left[0] : left[1]]) or not is_spoken(tokens, left[1] - 1):
            return None
        source = phrase_after(tokens, after, end) if tokens[after].is_capital or tokens[after].low in ARTICLES else None
        return Finding(split_marked(tokens, left), source, (place, after), "before") if source is not None else None
    source = subject_before(tokens, group_start(tokens, place, start), start)
    if source is None or tokens[source[0]].low in {"it", "that", "which"}:
        return None
    left = left_content(tokens, source[0], start)
    if left is not None and not any(t.is_word for t in tokens[left[0] : left[1]]) and is_spoken(tokens, left[1] - 1):
        return Finding(split_marked(tokens, left) + (after_cue(tokens, after) or ()), source, (place, after), "before")
    if after + 1 < end and tokens[after].low in {",", ":"} and is_spoken(tokens, after + 1):
        return Finding(from_mark(tokens, after + 1, end), source, (place, after), "marked")
    return None


def _at_participle(tokens: Sequence[Token], place: int, form: Form, start: int, end: int, subject: Range | None) -> Finding | None:
    """ "Stressing that …, Roth said", "…, adding that …", "by saying …"."""
    before = tokens[place - 1] if place > start else None
    right = right_content(tokens, place, form, _cue_end(tokens, place, form, end), end)
    if right is None or right.rule in ("rest", "infinitive") or (before is not None and before.low in {"is", "was", "'s"}):
        return None
    content, source = right.content, subject
    if all(t.low in PREPOSITIONS or t.low in {"and", "addition", "but"} for t in tokens[start:place]):
        comma = next((k for k in range(place, end) if tokens[k].low == "," and main_subject(tokens, k + 1, end) is not None), None)
        if comma is None or right.open_ended:
            return None
        source = main_subject(tokens, comma + 1, end)
        if right.rule not in ("marked",):
            content = ((content[0][0], comma),) if content and content[0][0] < comma else ()
    elif source is None and before is not None:
        bare = before.is_word and not before.is_capital and before.low not in PREPOSITIONS and before.low != "and"
        if bare and form.lemma not in {"say", "call", "add", "argue"}:
            return None
        source = main_clause_subject(tokens, start, place)
        if source is None and before.low == ",":
            source = phrase_before(tokens, place - 1, start)
    if before is not None and before.low == "," and content:
        comma = next((k for k in range(*content[-1]) if tokens[k].low == "," and k + 1 < end and is_past(tokens[k + 1])), None)
        content = content if comma is None or comma <= content[0][0] else (*content[:-1], (content[-1][0], comma))
    if before is not None and before.is_capital and form.lemma in CLAUSE:
        source = phrase_before(tokens, place, start) or source
    if before is not None and before.low in CARRIERS and form.lemma in {"read", "say", "declare", "call"}:
        source = phrase_before(tokens, place, start) or source
    if not content and not right.open_ended:
        return None
    cue = (place, _cue_end(tokens, place, form, end))
    return Finding(content, source, cue, "participle" if right.rule in ("object", "with") else right.rule, right.open_ended)
