"""What a tagger takes for a name and is a title, or a name behind one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import structs

from onrecord.records import Mention, Span
from onrecord.speakers.lexicon import FIRST_NAMES, HONORIFICS, ROLES
from onrecord.speakers.places import PLACES

_WORD: Final = re.compile(r"[\w'’.\-]+")


def without_titles(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions; a person's name without the titles before it, and a title alone as the nominal that it is.

    >>> text = "US Envoy Ada Holt and the Secretary of State met Dean Roth."
    >>> spans = [(0, 17), (26, 44), (49, 58)]
    >>> found = without_titles(text, [Mention(span=Span(*s), type="person", form="name") for s in spans])
    >>> [(m.form, m.span.of(text)) for m in found]
    [('name', 'Ada Holt'), ('nominal', 'Secretary of State'), ('name', 'Dean Roth')]
    """
    return tuple(_plain(text, mention) for mention in mentions)


def _plain(text: str, mention: Mention) -> Mention:
    if mention.form != "name" or mention.type != "person":
        return mention
    words = [Span(*match.span()) for match in _WORD.finditer(text, mention.span.start, mention.span.end)]
    folded = [word.of(text).lower().rstrip(".") for word in words]
    titles = [n for n, word in enumerate(folded) if word in ROLES or word in HONORIFICS]
    if not titles or (folded[0] in FIRST_NAMES and not (folded[0] in PLACES and titles[-1] + 2 < len(words) and titles[-1] > 0)):
        return mention  # "Virginia Sen. Ada Holt" is no Virginia
    rest = titles[-1] + 1
    if rest == len(words) or folded[rest] == "of":
        return structs.replace(mention, form="nominal")
    return structs.replace(mention, span=Span(words[rest].start, mention.span.end))
