"""What was said: the words that a verb introduces, and those that stand before it, as ranges of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.quotes.lexicon import (
    ADDRESSED,
    ADJUNCT_STARTS,
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLAUSE,
    DAYS,
    DETERMINERS,
    INFINITIVE,
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
from onrecord.quotes.nouns import FARTHEST, Range, is_finite
from onrecord.quotes.tokens import Token


def is_connective(token: Token) -> bool:
    """Whether a word after a comma begins something new rather than going on with what was said."""
    return token.low in {"and", "but", "which", "who", "while", "although", "though", "as", "with", "when", "after", "because"} or (
        token.low.endswith("ing") and token.is_word
    )


class After(NamedTuple):
    content: tuple[Range, ...]
    rule: str
    open_ended: bool = False


def right_content(tokens: Sequence[Token], place: int, form: Form, begin: int, end: int) -> After | None:
    """What the verb introduces after it; the rule is "rest" where only an adjunct or a new clause stands there."""
    if begin >= end:
        return None
    lemma = form.lemma
    head = tokens[begin]
    if head.low in WITH.get(lemma, frozenset()) and begin + 1 < end:
        content = clip(tokens, begin + 1, end)
        return After(content, "with") if content else None
    if head.low == "to" and lemma in INFINITIVE and begin + 1 < end:
        if begin + 2 < end and tokens[begin + 1].low == "be" and tokens[begin + 2].low in {"named", "identified"}:
            return None  # "who declined to be named" says who speaks, not what was said
        content = clip(tokens, begin, end)
        return After(content, "infinitive") if content else None
    if lemma in CLAUSE:
        anchor = _anchor(tokens, begin, end, lemma in ADDRESSED)
        if anchor is not None:
            if anchor >= end:
                return After((), "colon", open_ended=True)
            if tokens[anchor].marked is not None:
                return After(from_mark(tokens, anchor, end), "marked")
            content = clip(tokens, anchor, end)
            return After(content, "that") if content else None
        if lemma not in SPOKEN or lemma in {"expect", "find", "know", "learn", "feel", "fear"}:
            bare = _bare_clause(tokens, begin, end, lemma in ADDRESSED)
            if bare is not None:
                content = clip(tokens, bare, end)
                if content and (has_verb(tokens, content[0]) or holds_marked(tokens, content[0])):
                    return After(content, "clause")
    if lemma in OBJECT and _starts_object(tokens, begin, end):
        content = clip(tokens, begin, end, is_object=True)
        if content:
            return After(content, "object")
    return After((), "rest") if lemma in CLAUSE or lemma in OBJECT else None


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
    if token.low in AUXILIARIES or is_finite(token):
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
        or token.low in {"and", "or", "but", "to", "that", "when", "while", "because", "more", "less", "off", "out", "up", "away", "back"}
        or token.low in TIMES
        or is_finite(token)
    )


def has_verb(tokens: Sequence[Token], content: Range) -> bool:
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


def holds_marked(tokens: Sequence[Token], content: Range) -> bool:
    return any(tokens[k].marked is not None for k in range(*content))


def clip(tokens: Sequence[Token], begin: int, end: int, is_object: bool = False) -> tuple[Range, ...]:
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
            _goes_on_telling(tokens, place + 1, end) or (is_object and is_past(following)) or (token.low == "but" and is_helping(following))
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


def is_past(token: Token) -> bool:
    return token.is_word and not token.is_capital and (is_finite(token) or (token.low.endswith("ed") and len(token.low) > 4))


def from_mark(tokens: Sequence[Token], anchor: int, end: int) -> tuple[Range, ...]:
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
    return clip(tokens, anchor, end)


def _continues_clause(tokens: Sequence[Token], place: int, end: int) -> bool:
    return (
        tokens[place].low in {"and", "but"}
        and place + 1 < end
        and (tokens[place + 1].marked is not None or tokens[place + 1].low == "that")
    )


def left_content(tokens: Sequence[Token], source: int, start: int) -> Range | None:
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


def is_whole(tokens: Sequence[Token], left: Range) -> bool:
    """Whether a row of tokens is a clause of its own, not an introduction like "In a speech on Monday"."""
    first = tokens[left[0]]
    if first.low in {"when", "while", "as", "after", "before", "if", "because", "although", "though", "since", "asked", "speaking"}:
        return any(tokens[k].low == "," for k in range(*left))
    return first.low not in PREPOSITIONS or left[1] - left[0] > 8


def split_marked(tokens: Sequence[Token], left: Range) -> tuple[Range, ...]:
    """A row of tokens as one range, or its marked stretches where it has nothing else."""
    if all(tokens[k].marked is not None or not tokens[k].is_word for k in range(*left)) and any(tokens[k].marked for k in range(*left)):
        return tuple((k, k + 1) for k in range(*left) if tokens[k].marked is not None)
    last = left[1]
    while last > left[0] and not tokens[last - 1].is_word and tokens[last - 1].marked is None and tokens[last - 1].low not in {"%", ")"}:
        last -= 1
    return ((left[0], last),)


def after_cue(tokens: Sequence[Token], place: int) -> tuple[Range, ...] | None:
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


def holds_finite(tokens: Sequence[Token], left: Range) -> bool:
    return any(is_finite(tokens[k]) or tokens[k].low.endswith(("'s", "'re", "n't")) for k in range(*left)) or left[1] - left[0] > 9


def is_spoken(tokens: Sequence[Token], place: int) -> bool:
    """Whether a marked stretch is long enough to be speech rather than a title or a name."""
    marked = tokens[place].marked
    return marked is not None and marked.inner.end - marked.inner.start > 12
