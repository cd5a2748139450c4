"""Where a source ends: what annotators of news leave out of it, told by its last words.

Counted on 20,000 annotated attributions: "who" stands alone 486 times and with more behind it 2 times; a day, month or year behind a
plain name is left out 94 times of 104, an adverb 713 times of some 720.
"""

from __future__ import annotations

import re
from typing import Final

from onrecord.records import Span
from onrecord.text import trim

_RELATIVE: Final = re.compile(r"(?:who|which)(?=[\s’'])", re.I)
_MONTH: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_WHEN: Final = re.compile(
    rf"\s(?:in\s(?:(?:early|late|mid-?)\s)?(?:(?:{_MONTH})(?:\s\d{{4}})?|\d{{4}})"
    r"|(?:on\s)?(?:last\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?"
    r"|(?:earlier\s)?(?:this|last)\s(?:week|month|year|spring|summer|autumn|fall|winter)|yesterday|today)$"
)
_HOW: Final = re.compile(
    r"\s(?!(?:family|rally|tally|ally|reply|assembly|anomaly|monopoly|bully|supply)$)[a-z]+ly$|\s(?:also|then|now|later|never|often|together)$"
)
_DESCRIBED: Final = re.compile(
    r"\b(?:who|which|that|whose|[a-z]+ed|[a-z]+ing|seen|sent|held|made|won|ran|led|put|taken|polls?|surveys?|reports?|speech|interviews?|"
    r"stud(?:y|ies)|articles?|statements?|letter|filing|ruling|documents?|analysis|debate|remarks|comments|ads?|rally|program|programme)\b",
)
EDGE: Final = " \t\n\xa0,"


def end_source(text: str, source: Span) -> Span:
    """The source without what does not name it: "who" alone, no adverb, and no day behind a name that nothing else describes.

    >>> text = "who in 2010"
    >>> end_source(text, Span(0, 11)).of(text)
    'who'
    """
    relative = _RELATIVE.match(text, source.start, source.end)
    if relative:
        return Span(source.start, relative.end())
    words = source.of(text)
    tail = _HOW.search(words) or (None if _DESCRIBED.search(words) else _WHEN.search(words))
    return source if tail is None else trim(text, Span(source.start, source.start + tail.start()), EDGE)
