"""Cues and what they attribute, inside one sentence: "Roth said that …", "…, said Roth", "according to Roth".

Works on token numbers; `rules` turns them into quotes. Every finding names the rule that made it, which says how often it is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.quotes.lexicon import (
    ADDRESSED,
    ADJECTIVES,
    ADJUNCT_STARTS,
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BEING,
    BREAKS,
    CLAUSE,
    DAYS,
    DETERMINERS,
    INFINITIVE,
    NOUNS,
    OBJECT,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    SPOKEN,
    SUBJECT_PRONOUNS,
    TELLING,
    TIMES,
    VERBS,
    WITH,
    Form,
)
from onrecord.quotes.nouns import Range, is_finite, phrase_after, phrase_before, subject_before
from onrecord.quotes.tokens import Token

CARRIERS: Final = frozenset("sign signs banner banners hat shirt shirts placard placards poster posters".split())
"""Things that bear words: in "a sign reading" the sign is the source."""
PLURALS: Final = frozenset("i we they you who that which many some others people critics both police".split())
"""Words before a verb in its base form: "critics say"."""
PRONOUN_LIKE: Final = frozenset("this that some many all both few most several one".split())
"""Determiners that can be a subject by themselves."""
FARTHEST: Final = 20
"""Tokens between a verb and the words that it introduces, at most: "told reporters in Vell on Monday that"."""


class Finding(NamedTuple):
    """An attribution as token ranges of its sentence. `open_ended` is set when it ends in a colon and the words come after the sentence."""

    content: tuple[Range, ...]
    source: Range | None
    cue: Range
    rule: str
    open_ended: bool = False


def find_attributions(tokens: Sequence[Token], start: int, stop: int) -> list[Finding]:
    """The attributions in the sentence of tokens ``start`` to ``stop``, in the order of their cues."""
    end = _without_stop(tokens, start, stop)
    titled = _is_title_case(tokens, start, end)
    found: list[Finding] = []
    subject: Range | None = None
    place = start
    while place < end:
        token = tokens[place]
        finding = None
        if token.low == "according" and place + 2 < end and tokens[place + 1].low == "to":
            finding = _according(tokens, place, start, end)
        elif (
            token.is_word and token.low in VERBS and not _is_noun(tokens, place, end) and (titled or place == start or not token.is_capital)
        ):
            finding = _at_verb(tokens, place, VERBS[token.low], start, end, subject)
        elif token.low.endswith("ed") and token.is_word and not token.is_capital and place > start:
            finding = _at_other_verb(tokens, place, start, end)
        elif token.low in NOUNS and place + 1 < end and tokens[place + 1].low in NOUNS[token.low]:
            finding = _at_noun(tokens, place, start, end)
        elif token.low in ADJECTIVES:
            finding = _at_adjective(tokens, place, start, end)
        elif token.low == ":" and place > start:
            finding = _at_colon(tokens, place, start, end, found)
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


def _is_title_case(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether nearly all longer words begin with a capital, as in a headline."""
    longer = [t for t in tokens[start:end] if t.is_word and len(t.low) > 3]
    return len(longer) > 2 and 5 * sum(t.is_capital for t in longer) >= 4 * len(longer)


# ---------------------------------------------------------------- according to


def _according(tokens: Sequence[Token], place: int, start: int, end: int) -> Finding | None:
    source = phrase_after(tokens, place + 2, end)
    if source is None:
        return None
    cue = (place, place + 2)
    after = source[1]
    if after < end and tokens[after].low in {"in", "on", "at", "from", "by"} | DAYS | {"released", "published", "who"}:
        after = next((k for k in range(after, end) if tokens[k].low == ","), end)
        source = (source[0], after)
    before = place - 1 if place > start and tokens[place - 1].low in {",", "—", "–", "--", "-"} else place
    left = (start, before) if before > start else None
    right = (after + 1, end) if after + 1 < end and tokens[after].low in {",", "—", "–", "--"} else None
    if left is None and right is None:
        return None
    if left is not None and before - start <= 1 and right is not None and tokens[start].is_word and not tokens[start].is_capital:
        left = None
    if left is None and right is not None:
        return Finding(_split_marked(tokens, right), source, cue, "according")
    if left is not None and (right is None or is_connective(tokens[right[0]])):
        return Finding(_split_marked(tokens, left), source, cue, "according")
    return Finding(tuple(r for r in (left, right) if r is not None), source, cue, "according")


def is_connective(token: Token) -> bool:
    """Whether a word after a comma begins something new rather than going on with what was said."""
    return token.low in {"and", "but", "which", "who", "while", "although", "though", "as", "with", "when", "after", "because"} or (
        token.low.endswith("ing") and token.is_word
    )


# ---------------------------------------------------------------- verbs


def _at_verb(tokens: Sequence[Token], place: int, form: Form, start: int, end: int, subject: Range | None) -> Finding | None:
    group = _group_start(tokens, place, start)
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
    found = _inverted(tokens, place, form, group, start, end)
    if found is not None:
        return found
    source = _shared_subject(tokens, group, start) or subject_before(tokens, group, start)
    if source is None or tokens[source[0]].low == "there" or not _agrees(tokens, source, form, auxiliaries):
        return None
    cue = (group, cue_end)
    left = _left_content(tokens, source[0], start)
    if tokens[source[0]].low == "who":
        end = next((k for k in range(cue_end, end) if tokens[k].low == "," and _closes_relative(tokens, k + 1, end)), end)
    right = _right_content(tokens, place, form, cue_end, end)
    if left is not None and (right is None or right.rule == "rest" or _speaks_before(tokens, left, right)):
        return _with_left(tokens, left, source, cue, form)
    if right is None or right.rule == "rest":
        if end > cue_end and tokens[end - 1].low == ":" and form.lemma in CLAUSE:
            return Finding((), source, cue, "colon", open_ended=True)
        return None
    return Finding(right.content, source, cue, right.rule, right.open_ended)


def _closes_relative(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether the main clause goes on after a comma: "Roth, who said that it was safe, | has resigned"."""
    return place < end and not tokens[place].is_capital and (is_finite(tokens[place]) or tokens[place].low.endswith("ed"))


def _group_start(tokens: Sequence[Token], place: int, start: int) -> int:
    """Where the verb's auxiliaries and adverbs begin."""
    here = place
    while here > start:
        token = tokens[here - 1]
        low = token.low
        is_adverb = low in ADVERBS or (low.endswith("ly") and len(low) > 4 and not token.is_capital)
        if not token.is_word or not (low in AUXILIARIES or is_adverb):
            break
        here -= 1
    return place if here == start else here


def _cue_end(tokens: Sequence[Token], place: int, form: Form, end: int) -> int:
    """Past the particle of "pointed out" and "went on"."""
    after = place + 1
    if after >= end:
        return after
    low = tokens[after].low
    has_particle = low in {"out", "up"} and low in WITH.get(form.lemma, frozenset())
    return after + 1 if has_particle or (form.lemma == "go" and low == "on") else after


def _shared_subject(tokens: Sequence[Token], group: int, start: int) -> Range | None:
    """The subject of the verb before "and": "Roth laughed and said …", "spoke of …, but insisted"."""
    if group - 2 <= start or tokens[group - 1].low not in {"and", "but", "then", "or"}:
        return None
    for place in range(group - 2, max(start, group - 3 * FARTHEST), -1):
        token = tokens[place]
        form = VERBS.get(token.low)
        if not token.is_word or token.is_capital:
            continue
        if is_finite(token) or token.low.endswith("ed") or (form is not None and form.tense == "s"):
            first = _group_start(tokens, place, start)
            if first <= start or tokens[first - 1].low in {"and", "but", ",", "to", "or"} | ARTICLES:
                continue
            found = subject_before(tokens, first, start)
            if found is not None and tokens[found[0]].low not in {"it", "that", "which"}:
                return found
    return None


def _speaks_before(tokens: Sequence[Token], left: Range, right: _Right) -> bool:
    """Whether marked words before the source are what was said, though something follows the verb as well."""
    if tokens[left[1] - 1].marked is None:
        return False
    if not any(t.is_word for t in tokens[left[0] : left[1]]):
        return True
    first = tokens[left[0]]
    if first.low in PREPOSITIONS or (first.low in VERBS and VERBS[first.low].tense == "ing"):
        return False
    return right.rule not in {"marked", "that"} or (right.rule == "marked" and first.marked is not None)


def _agrees(tokens: Sequence[Token], source: Range, form: Form, auxiliaries: set[str]) -> bool:
    """Whether the words before can be the verb's subject: a base form needs a plural or a helping verb."""
    head = tokens[source[1] - 1]
    first = tokens[source[0]]
    if not any(tokens[k].is_word for k in range(*source)):
        return False
    if form.tense == "base" and not auxiliaries & AUXILIARIES:
        nouns = [tokens[k] for k in range(*source)]
        plural = any(t.low.endswith("s") and not t.is_capital and not t.low.endswith(("'s", "ss")) for t in nouns)
        sure = form.lemma in {"say", "believe", "think", "argue"}
        if head.low in PLURALS or any(t.low == "and" for t in nouns) or (sure and plural):
            return True
        return head.low.endswith("s") and not head.is_capital and not head.low.endswith(("'s", "ss"))
    if form.tense == "s":
        return first.low not in {"i", "we", "they", "you"} and head.low not in PREPOSITIONS
    return head.low not in PREPOSITIONS and head.low not in DETERMINERS - PRONOUN_LIKE


class _Right(NamedTuple):
    content: tuple[Range, ...]
    rule: str
    open_ended: bool = False


def _right_content(tokens: Sequence[Token], place: int, form: Form, begin: int, end: int) -> _Right | None:
    """What the verb introduces after it; the rule is "rest" where only an adjunct or a new clause stands there."""
    if begin >= end:
        return None
    lemma = form.lemma
    head = tokens[begin]
    if head.low in WITH.get(lemma, frozenset()) and begin + 1 < end:
        content = _clip(tokens, begin + 1, end)
        return _Right(content, "with") if content else None
    if head.low == "to" and lemma in INFINITIVE and begin + 1 < end:
        content = _clip(tokens, begin, end)
        return _Right(content, "infinitive") if content else None
    if lemma in CLAUSE:
        anchor = _anchor(tokens, begin, end, lemma in ADDRESSED)
        if anchor is not None:
            if anchor >= end:
                return _Right((), "colon", open_ended=True)
            if tokens[anchor].marked is not None:
                return _Right(_from_mark(tokens, anchor, end), "marked")
            content = _clip(tokens, anchor, end)
            return _Right(content, "that") if content else None
        if lemma not in SPOKEN or lemma in {"expect", "find", "know", "learn", "feel", "fear"}:
            bare = _bare_clause(tokens, begin, end, lemma in ADDRESSED)
            if bare is not None:
                content = _clip(tokens, bare, end)
                if content and (_has_verb(tokens, content[0]) or _holds_marked(tokens, content[0])):
                    return _Right(content, "clause")
    if lemma in OBJECT and _starts_object(tokens, begin, end):
        content = _clip(tokens, begin, end, is_object=True)
        if content:
            return _Right(content, "object")
    return _Right((), "rest") if lemma in CLAUSE or lemma in OBJECT else None


def _anchor(tokens: Sequence[Token], begin: int, end: int, addressed: bool = False) -> int | None:
    """Where the words begin that a verb of speech introduces by "that", a colon, a comma before marks, or marks at once.

    Between the verb and that place only an adjunct or a person spoken to may stand.
    """
    if tokens[begin].marked is not None:
        return begin
    head = tokens[begin].low
    allowed = (
        addressed or head == "," or head in ADJUNCT_STARTS or head in PRONOUNS or head in PEOPLE or head == "back" or head.endswith("ly")
    )
    for place in range(begin, min(end, begin + FARTHEST)):
        token = tokens[place]
        if token.low in {"that", "whether", "how", "why", "if", "what"} and token.is_word:
            if token.low == "that" and place > begin and tokens[place - 1].low in PREPOSITIONS:
                return None
            return place if place == begin or (allowed and token.low in {"that", "whether", "how", "why", "if", "what"}) else None
        if token.low == ":" and (place == begin or allowed or place + 1 < end):
            return place + 1
        if token.marked is not None:
            return place if allowed and tokens[place - 1].low in {","} else None
        if token.low == "," and place + 1 < end:
            following = tokens[place + 1]
            if following.marked is not None and (place == begin or allowed):
                return place + 1
            if following.low == "that" and (place == begin or allowed):
                return place + 1
            if place > begin and not allowed:
                return None
            if place == begin:
                continue
            continue
        if token.low in {";", "—", "--"}:
            return None
        if is_finite(token) and place > begin and tokens[place - 1].low not in ARTICLES:
            return None
        if place == begin and not allowed and token.is_word:
            allowed = False
            if token.low in SUBJECT_PRONOUNS or token.low in DETERMINERS or token.is_capital:
                return None
    return None


def _bare_clause(tokens: Sequence[Token], begin: int, end: int, addressed: bool) -> int | None:
    """Where a clause without "that" begins after the verb: past days and times, and past the person who was told."""
    here = begin
    while here < end and (tokens[here].low in DAYS or tokens[here].low in {"recently", "later", "earlier", "again", "too", "also"}):
        here += 1
    if here + 1 < end and tokens[here].low in {"on", "last", "this"} and tokens[here + 1].low in TIMES:
        here += 2
    if addressed and here < end:
        here = _past_person(tokens, here, end)
    if here + 1 >= end:
        return None
    token = tokens[here]
    if token.marked is not None:
        return here
    if not token.is_word or (
        token.low in PREPOSITIONS - {"like"} and token.low not in {"in", "at", "on", "despite", "by", "since", "during", "with", "after"}
    ):
        return None
    if token.low in {"and", "or", "but", "which", "who", "when", "while", "as", "so", "to", "because"}:
        return None
    if token.low in PREPOSITIONS and not any(tokens[k].low == "," for k in range(here, min(end, here + 9))):
        return None
    return here


def _past_person(tokens: Sequence[Token], here: int, end: int) -> int:
    """The token after the person spoken to."""
    token = tokens[here]
    if token.low in PRONOUNS or token.low in PEOPLE:
        return here + 1
    if token.is_capital:
        while here < end and tokens[here].is_capital:
            here += 1
        return here
    if token.low in DETERMINERS:
        here += 1
        while (
            here < end
            and tokens[here].is_word
            and not (
                tokens[here].low in PRONOUNS or tokens[here].low in DETERMINERS or is_finite(tokens[here]) or tokens[here].low == "that"
            )
        ):
            here += 1
    return here


def _starts_object(tokens: Sequence[Token], begin: int, end: int) -> bool:
    token = tokens[begin]
    if token.marked is not None:
        return True
    if not token.is_word or begin + 1 > end:
        return False
    if token.low in SUBJECT_PRONOUNS - {"it", "you"}:
        return False
    return not (
        (token.low in PREPOSITIONS and token.low not in {"for", "as"})
        or token.low in AUXILIARIES
        or token.low in {"and", "or", "but", "to", "that", "when", "while", "because", "more", "less"}
        or token.low in TIMES
        or is_finite(token)
    )


def _has_verb(tokens: Sequence[Token], content: Range) -> bool:
    """Whether a row of tokens looks like a clause."""
    if content[1] - content[0] > 7:
        return True
    return any(
        tokens[k].low in AUXILIARIES
        or is_finite(tokens[k])
        or tokens[k].low.endswith(("'s", "'re", "'ll", "n't", "'d", "ed"))
        or tokens[k].low in VERBS
        for k in range(*content)
    )


def _holds_marked(tokens: Sequence[Token], content: Range) -> bool:
    return any(tokens[k].marked is not None for k in range(*content))


def _clip(tokens: Sequence[Token], begin: int, end: int, is_object: bool = False) -> tuple[Range, ...]:
    """The range from `begin` to the end of what is said there: before a new cue, a contrast or a semicolon.

    An object ("called it a farce") also ends before a clause that goes on: "and left", ", who".
    """
    stop = next((place for place in range(begin + 1, end) if _stops_before(tokens, place, end, is_object)), end)
    while stop > begin and not tokens[stop - 1].is_word and tokens[stop - 1].marked is None and tokens[stop - 1].low not in {"%", ")", "$"}:
        stop -= 1
    return ((begin, stop),) if stop > begin else ()


def _stops_before(tokens: Sequence[Token], place: int, end: int, is_object: bool) -> bool:
    """Whether what is said ends before this token."""
    token, before = tokens[place], tokens[place - 1]
    following = tokens[place + 1] if place + 1 < end else None
    if following is None:
        return False
    if token.low in {";", "while", "whereas"} or (token.low == ":" and following.marked is not None):
        return True
    if token.low == ",":
        return _breaks_off(tokens, place + 1, end) or (is_object and is_connective(following))
    if before.ended == "," and (_breaks_off(tokens, place, end) or (is_object and is_connective(token))):
        return True
    if token.low in {"and", "but"}:
        return (
            _goes_on_telling(tokens, place + 1, end)
            or (is_object and _is_past(following))
            or (token.low == "but" and is_helping(following))
        )
    return token.low == "according" and following.low == "to"


def is_helping(token: Token) -> bool:
    """Whether a word is a form of be, have or do, or a modal verb."""
    return token.low in AUXILIARIES


def _breaks_off(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether what follows a comma is another attribution's or the reporter's own: ", adding that", ", but Roth said", ", said Roth"."""
    token = tokens[place]
    form = VERBS.get(token.low)
    if form is not None and form.tense == "ing" and form.lemma in CLAUSE | OBJECT:
        return True
    if token.low == "but":
        return True
    return token.low in {"which", "who", "whose"} or (token.low == "and" and _goes_on_telling(tokens, place + 1, end))


def _goes_on_telling(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether a verb that attributes follows "and": "… and added that", "… and said he would"."""
    here = place
    while (
        here < end
        and here < place + 3
        and (tokens[here].low in ADVERBS or tokens[here].low in AUXILIARIES or tokens[here].low.endswith("ly"))
    ):
        here += 1
    if here >= end:
        return False
    form = VERBS.get(tokens[here].low)
    return form is not None and form.tense != "base" and form.lemma in TELLING and not tokens[here].is_capital


def _is_past(token: Token) -> bool:
    return token.is_word and not token.is_capital and (is_finite(token) or (token.low.endswith("ed") and len(token.low) > 4))


def _from_mark(tokens: Sequence[Token], anchor: int, end: int) -> tuple[Range, ...]:
    """What begins with a marked stretch: that alone when it is a whole, else the clause of which it is a part."""
    after = anchor + 1
    if after >= end or tokens[after].marked is not None or not tokens[after].is_word:
        ranges = [(anchor, after)]
        while after < end and (tokens[after].marked is not None or tokens[after].low in {",", "..."}) and len(ranges) < 12:
            if tokens[after].marked is not None:
                ranges.append((after, after + 1))
            after += 1
        return tuple(ranges)
    if (is_connective(tokens[after]) and not _continues_clause(tokens, after, end)) or tokens[after].low in {
        "in",
        "on",
        "at",
        "by",
        "during",
        "to",
        "after",
        "before",
    } | DAYS:
        return ((anchor, after),)
    return _clip(tokens, anchor, end)


def _continues_clause(tokens: Sequence[Token], place: int, end: int) -> bool:
    return (
        tokens[place].low in {"and", "but"}
        and place + 1 < end
        and (tokens[place + 1].marked is not None or tokens[place + 1].low == "that")
    )


# ---------------------------------------------------------------- before the source


def _left_content(tokens: Sequence[Token], source: int, start: int) -> Range | None:
    """What stands before a source: marked words, or a clause with a comma after it."""
    before = source - 1
    if before < start:
        return None
    token = tokens[before]
    if token.low in {",", "—", "--", "–"} and not token.is_word:
        before -= 1
        if before < start:
            return None
    elif token.marked is None:
        return None
    if tokens[before].marked is None and before + 1 - start < 2:
        return None
    return start, before + 1


def _with_left(tokens: Sequence[Token], left: Range, source: Range, cue: Range, form: Form) -> Finding | None:
    last = tokens[left[1] - 1]
    if form.lemma not in CLAUSE or (form.lemma in SPOKEN and last.marked is None):
        return None
    if last.marked is None and not ((_has_verb(tokens, left) or _holds_marked(tokens, left)) and _is_whole(tokens, left)):
        return None
    content = _split_marked(tokens, left)
    rest = _after_cue(tokens, cue[1])
    if rest is not None:
        content += rest
    return Finding(content, source, cue, "before")


def _is_whole(tokens: Sequence[Token], left: Range) -> bool:
    """Whether a row of tokens is a clause of its own, not an introduction like "In a speech on Monday"."""
    first = tokens[left[0]]
    if first.low in {"when", "while", "as", "after", "before", "if", "because", "although", "though", "since", "asked", "speaking"}:
        return any(tokens[k].low == "," for k in range(*left))
    return first.low not in PREPOSITIONS or left[1] - left[0] > 8


def _split_marked(tokens: Sequence[Token], left: Range) -> tuple[Range, ...]:
    """A row of tokens as one range, or its marked stretches where it has nothing else."""
    if all(tokens[k].marked is not None or not tokens[k].is_word for k in range(*left)) and any(tokens[k].marked for k in range(*left)):
        return tuple((k, k + 1) for k in range(*left) if tokens[k].marked is not None)
    last = left[1]
    while last > left[0] and not tokens[last - 1].is_word and tokens[last - 1].marked is None and tokens[last - 1].low not in {"%", ")"}:
        last -= 1
    return ((left[0], last),)


def _after_cue(tokens: Sequence[Token], place: int) -> tuple[Range, ...] | None:
    """The rest of an interrupted quotation: '"…," Roth said on Monday, | "…"'."""
    for here in range(place, min(len(tokens), place + FARTHEST)):
        token = tokens[here]
        if token.marked is not None:
            if here > place and not tokens[here - 1].is_word and tokens[here - 1].low in {",", ":", "—", "–", "--"}:
                return ((here, here + 1),)
            return None
        if token.low in {".", "!", "?", ";"} or token.low in {"adding", "saying"} or (token.is_word and is_finite(token) and here > place):
            return None
    return None


# ---------------------------------------------------------------- inverted, passive, participles


def _inverted(tokens: Sequence[Token], place: int, form: Form, group: int, start: int, end: int) -> Finding | None:
    """ "…," said Roth, the mayor."""
    if form.lemma not in CLAUSE or form.tense not in ("past", "s") or group != place or place <= start or place + 1 >= end:
        return None
    left = _left_content(tokens, place, start)
    if left is None:
        return None
    following = tokens[place + 1]
    if following.low in SUBJECT_PRONOUNS - {"who"} and tokens[left[1] - 1].marked is None:
        return None
    source = phrase_after(tokens, place + 1, end)
    if source is None or following.low in TIMES:
        return None
    marked = tokens[left[1] - 1].marked is not None
    if not marked and (form.lemma in SPOKEN or not (_has_verb(tokens, left) and _is_whole(tokens, left))):
        return None
    if not marked:
        if source[1] < end and tokens[source[1]].is_word and tokens[source[1]].low not in PREPOSITIONS | TIMES | {"who", "when"}:
            return None
        if not _finite_between(tokens, left):
            return None
    elif source[1] < end and is_finite(tokens[source[1]]) and not following.is_capital:
        return None
    content = _split_marked(tokens, left)
    rest = _after_cue(tokens, source[1])
    return Finding(content + (rest or ()), source, (place, place + 1), "before")


def _finite_between(tokens: Sequence[Token], left: Range) -> bool:
    return any(is_finite(tokens[k]) or tokens[k].low.endswith(("'s", "'re", "n't")) for k in range(*left)) or left[1] - left[0] > 9


def _at_passive(tokens: Sequence[Token], place: int, form: Form, group: int, start: int, end: int) -> Finding | None:
    """ "… was described by Roth as …", "… is expected to …"."""
    begin = place + 1
    if form.lemma == "quote" and begin + 1 < end and tokens[begin].low in {"as", "saying"}:
        source = subject_before(tokens, group, start)
        marked = next((k for k in range(begin, min(end, begin + FARTHEST)) if tokens[k].marked is not None), None)
        if source is not None and marked is not None:
            return Finding(_from_mark(tokens, marked, end), source, (group, marked), "marked")
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
        content = _clip(tokens, begin, end)
        theme = phrase_before(tokens, group, start)
        if content:
            return Finding(((theme,) if theme else ()) + content, None, (group, begin), "expected")
    return None


def _at_other_verb(tokens: Sequence[Token], place: int, start: int, end: int) -> Finding | None:
    """Any verb in -ed between a speaker and marked words: '"…," Roth mused', '"…," wheezed Roth', 'Roth thundered, "…"'."""
    after = place + 1
    if after < end and tokens[after].marked is None and tokens[after].is_word:
        left = _left_content(tokens, place, start)
        if left is None or any(t.is_word for t in tokens[left[0] : left[1]]) or not _is_spoken(tokens, left[1] - 1):
            return None
        source = phrase_after(tokens, after, end) if tokens[after].is_capital or tokens[after].low in ARTICLES else None
        return Finding(_split_marked(tokens, left), source, (place, after), "before") if source is not None else None
    source = subject_before(tokens, _group_start(tokens, place, start), start)
    if source is None or tokens[source[0]].low in {"it", "that", "which"}:
        return None
    left = _left_content(tokens, source[0], start)
    if left is not None and not any(t.is_word for t in tokens[left[0] : left[1]]) and _is_spoken(tokens, left[1] - 1):
        return Finding(_split_marked(tokens, left) + (_after_cue(tokens, after) or ()), source, (place, after), "before")
    if after + 1 < end and tokens[after].low in {",", ":"} and _is_spoken(tokens, after + 1):
        return Finding(_from_mark(tokens, after + 1, end), source, (place, after), "marked")
    return None


def _is_spoken(tokens: Sequence[Token], place: int) -> bool:
    """Whether a marked stretch is long enough to be speech rather than a title or a name."""
    marked = tokens[place].marked
    return marked is not None and marked.inner.end - marked.inner.start > 12


def _at_participle(tokens: Sequence[Token], place: int, form: Form, start: int, end: int, subject: Range | None) -> Finding | None:
    """ "Stressing that …, Roth said", "…, adding that …", "by saying …"."""
    before = tokens[place - 1] if place > start else None
    right = _right_content(tokens, place, form, _cue_end(tokens, place, form, end), end)
    if right is None or right.rule in ("rest", "infinitive") or (before is not None and before.low in {"is", "was", "'s"}):
        return None
    content, source = right.content, subject
    if all(t.low in PREPOSITIONS or t.low in {"and", "addition", "but"} for t in tokens[start:place]):
        comma = next((k for k in range(place, end) if tokens[k].low == "," and _main_subject(tokens, k + 1, end) is not None), None)
        if comma is None or right.open_ended:
            return None
        source = _main_subject(tokens, comma + 1, end)
        if right.rule not in ("marked",):
            content = ((content[0][0], comma),) if content and content[0][0] < comma else ()
    elif source is None and before is not None:
        bare = before.is_word and not before.is_capital and before.low not in PREPOSITIONS and before.low != "and"
        if bare and form.lemma not in {"say", "call", "add", "argue"}:
            return None
        source = _main_clause_subject(tokens, start, place)
    if before is not None and before.is_capital and form.lemma in CLAUSE:
        source = phrase_before(tokens, place, start) or source
    if before is not None and before.low in CARRIERS and form.lemma in {"read", "say", "declare", "call"}:
        source = phrase_before(tokens, place, start) or source
    if not content and not right.open_ended:
        return None
    cue = (place, _cue_end(tokens, place, form, end))
    return Finding(content, source, cue, "participle" if right.rule in ("object", "with") else right.rule, right.open_ended)


def _main_subject(tokens: Sequence[Token], begin: int, end: int) -> Range | None:
    """The subject of the clause that begins here, when a verb follows it."""
    phrase = phrase_after(tokens, begin, end)
    if phrase is None or phrase[1] >= end:
        return None
    here = phrase[1]
    token = tokens[here]
    return phrase if is_finite(token) or token.low in VERBS or token.low in ADVERBS or token.low.endswith(("ed", "ly")) else None


def _main_clause_subject(tokens: Sequence[Token], start: int, stop: int) -> Range | None:
    """The subject of a sentence's main clause: after the comma where it opens with "When …," or "In …,", else the first one."""
    first = tokens[start].low
    if first in PREPOSITIONS | BREAKS or first.endswith("ing") or first == "asked":
        for place in range(start + 1, min(stop, start + 3 * FARTHEST)):
            if tokens[place].low == ",":
                found = _main_subject(tokens, place + 1, stop)
                if found is not None:
                    return found
    for place in range(start + 1, min(stop, start + 3 * FARTHEST)):
        token = tokens[place]
        if not token.is_word or token.is_capital:
            continue
        if is_finite(token) or token.low.endswith("ed") or (token.low in VERBS and VERBS[token.low].tense == "s"):
            found = subject_before(tokens, _group_start(tokens, place, start), start)
            if found is not None and tokens[found[0]].low not in {"it", "that", "which", "this", "there", "who"}:
                return found
    return None


# ---------------------------------------------------------------- nouns, adjectives and colons


def _is_noun(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether a word that could be a verb is a noun that attributes: "her claims that"."""
    if place + 1 >= end or tokens[place + 1].low not in NOUNS.get(tokens[place].low, frozenset()):
        return False
    before = tokens[place - 1].low if place else ""
    return before in ARTICLES or before.endswith(("'s", "s'"))


def _at_noun(tokens: Sequence[Token], place: int, start: int, end: int) -> Finding | None:
    """ "Roth's claim that …", "her warning that …", with nobody named also "the claim that …"."""
    here = place
    while here > start and here > place - 3 and tokens[here - 1].is_word and not tokens[here - 1].low.endswith(("'s", "s'")):
        if tokens[here - 1].low in ARTICLES:
            break
        here -= 1
    if here == start:
        return None
    owner = tokens[here - 1]
    source: Range | None = None
    if owner.low in {"his", "her", "their", "my", "our", "its"}:
        source = (here - 1, here)
    elif owner.low.endswith(("'s", "s'")):
        source = phrase_before(tokens, here, start)
    elif owner.low not in ARTICLES:
        return None
    content = _clip(tokens, place + 1 if tokens[place + 1].low == "that" else place + 2, end)
    return Finding(content, source, (here, place + 1), "noun") if content else None


def _at_adjective(tokens: Sequence[Token], place: int, start: int, end: int) -> Finding | None:
    """ "Roth is confident that …"."""
    group = _group_start(tokens, place, start)
    if group == place or not {tokens[k].low for k in range(group, place)} & BEING or place + 2 >= end:
        return None
    following = tokens[place + 1].low
    if following not in {"that", "of", "about", "to"}:
        return None
    source = subject_before(tokens, group, start)
    content = _clip(tokens, place + 1 if following in {"that", "to"} else place + 2, end)
    if source is None or not content or tokens[source[0]].low in {"it", "this", "that", "there", "which"}:
        return None
    return Finding(content, source, (group, place + 1), "adjective")


def _at_colon(tokens: Sequence[Token], place: int, start: int, end: int, found: Sequence[Finding]) -> Finding | None:
    """A colon before marked words without a verb that was read: "Roth: “…”", "In her words: “…”"."""
    following = tokens[place + 1] if place + 1 < end else None
    if any(f.open_ended or any(r[1] > place for r in f.content) for f in found):
        return None
    if following is not None and following.marked is None:
        return None
    source = _main_clause_subject(tokens, start, place)
    if source is None and place - start <= 5 and all(tokens[k].is_capital for k in range(start, place)):
        source = (start, place)
    if following is None:
        return Finding((), source, (place, place + 1), "colon", open_ended=True) if source is not None else None
    return Finding(_from_mark(tokens, place + 1, end), source, (place, place + 1), "marked")
