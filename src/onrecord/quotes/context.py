"""Around the words: on what occasion they were said ("in a statement") and through which outlet they came ("told the Vell Times").

Works on any quotes, whoever read them: only the sentence of the cue counts, without the quote's own words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from onrecord.quotes.marks import Marked, split_paragraphs
from onrecord.records import Quote, Span
from onrecord.text import sentences, trim

FARTHEST: Final = 500
"""Characters before and after a cue in which its occasion is looked for, at most."""

_EVENTS: Final = (
    "statement|speech|address|interview|interviews|(?:news|press|conference) (?:conference|call|briefing|release)|briefing|rally|"
    "debate|tweet|"
    "tweets|post|posts|thread|letter|memo|email|e-mail|message|op-ed|article|column|essay|editorial|book|memoir|report|blog|podcast|"
    "town hall|hearing|testimony|meeting|forum|summit|event|appearance|call|video|broadcast|remarks|"
    "comments|sermon|lecture|ceremony|convention|"
    "filing|ruling|affidavit|deposition|telegram|letter|monologue|documentary|session|fundraiser|fund-raiser|dinner|breakfast|luncheon|"
    "visit|tour|stop|gathering|show|programme|program|newsletter|announcement|communiqué|communique|conversation|discussion|reply|response"
)
_PLACES: Final = "Twitter|Facebook|Instagram|X|Telegram|Truth Social|LinkedIn|YouTube|TikTok|Reddit|Weibo|Bluesky|Mastodon|Threads|Snapchat"
_WORD: Final = r"[\w'’.\-]{1,30}"
_TAIL: Final = (
    r"(?:\s(?:to|with|on|in|at|from|before|for|of)\s(?:(?:the|a|an|his|her|their)\s)?"
    r"(?:[A-Z][\w'’.\-&]{0,30}(?:\s[A-Z][\w'’.\-&]{0,30}){0,4}|nation|parliament|congress|supporters|reporters|parliamentarians|lawmakers))?"
)
_OCCASION: Final = re.compile(
    rf"\b(?:(?!in the (?:wake|days|hours|middle|case|face|event)\b)(?:[Ii]n|[Aa]t|[Dd]uring|[Oo]n|[Vv]ia|[Tt]hrough)\s"
    r"(?:(?:a|an|the|his|her|their|its|another|this|that|one|recent|written|public)\s)"
    rf"(?:{_WORD}\s){{0,5}}?(?:{_EVENTS})\b{_TAIL}"
    rf"|(?:[Ii]n|[Dd]uring)\s(?:{_WORD}\s){{0,2}}?(?:remarks|comments|testimony|interviews|tweets)\b{_TAIL}"
    rf"|[Oo]n\s(?:{_PLACES})\b"
    r"|[Aa]ppearing\s(?:with|at|on|in|before)\s[^,;:.()\"“”\n]{2,70}"
    r"|(?:[Ss]peaking|[Tt]estifying|[Ww]riting|[Tt]alking|[Pp]osting)\s(?:to|with|at|on|in|before|after|from|during|for|by)\s[^,;:.()\"“”\n]{2,70}"
    r"|[Aa]ddressing\s(?:the|a|an|his|her|their)\s[^,;:.()\"“”\n]{2,60})"
)
_STARTS: Final = re.compile(
    r"[AaDdIiOoPpSsTtVvWw](?<!\w.)(?=[nt]\s|uring\s|ia\s|hrough\s|ppearing\s|peaking\s|estifying\s|riting\s|alking\s|osting\s|ddressing\s)"
)
"""Where an occasion may begin: found by its letter, for which a text is searched several times as fast as for the whole pattern."""
_CUT: Final = re.compile(
    r"\s(?:(?:on|last|this|early|late)\s)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today)\b.*|\s(?:he|she|they|who|where|about|while|when|following)\s.*"
)
_NAMED: Final = (
    "BBC|CNN|Reuters|AP|AFP|NBC|CBS|ABC|MSNBC|NPR|PBS|ITV|Politico|POLITICO|Bloomberg|Axios|BuzzFeed|HuffPost|Vox|Xinhua|TASS|Tass|Interfax|"
    "Kyodo|Yonhap|Euronews|CNBC|C-SPAN|Univision|Telemundo|Breitbart|Newsweek|Forbes|Fortune|Economist|Guardian|Telegraph|Spiegel|Monde|Figaro|"
    "País|Haaretz|LBC|RTÉ|RTE|NDTV|DW|Sky|Jazeera"
)
_TITLED: Final = (
    "Times|Post|Journal|Herald|Tribune|Mail|Mirror|Independent|Observer|Express|Gazette|Chronicle|Star|Standard|Globe|Inquirer|Examiner|"
    "Courier|Register|Ledger|Sentinel|Bulletin|Argus|Echo|Monitor|Dispatch|Mercury|Union-Tribune|Beacon|Advertiser"
)
_NAMED_AFTER: Final = "News|Radio|TV|Television|Channel|Network|Press|Magazine|Weekly|Daily|Today|Insider|News Agency|Newspaper"
_CAPITAL: Final = r"(?!(?:As|A|An|In|On|But|And|When|While|After|Then)\s)[A-Z][\w'’.\-&]{0,30}\s"
_OUTLET: Final = (
    rf"((?:[Tt]he\s)?(?:{_CAPITAL}){{0,4}}?(?:(?:{_NAMED})(?:\s(?:News|Radio|TV|World Service|\d))?"
    rf"|(?<=\s)(?:{_TITLED})(?:\s(?:News|Radio|Chronicle|Dispatch|Press))?|(?:{_CAPITAL})(?:{_NAMED_AFTER})(?:\s(?:News|Radio|Agency))?))(?![\w-])"
)
_TOLD_TO: Final = re.compile(rf"\b(?:[Tt]old|[Tt]ells?|[Tt]elling|[Tt]o|[Ww]ith|[Oo]n|[Bb]y|[Vv]ia|[Ff]rom|[Aa]ccording to)\s{_OUTLET}")
_TOLD_STARTS: Final = re.compile(r"[ABFOTVWabfotvw](?<!\w.)(?=old\s|ell|o\s|ith\s|n\s|y\s|ia\s|rom\s|ccording\s)")
_REPORTED: Final = re.compile(rf"(?<![\w])(?<!told\s)(?<!to\s){_OUTLET}\s(?:(?:first|has|had|also)\s)?(?:reported|reports|quoted|quotes)\b")


def is_outlet(name: str) -> bool:
    """Whether a source is a newspaper, broadcaster or agency by its name.

    >>> is_outlet("the Vell Times"), is_outlet("Ana Roth")
    (True, False)
    """
    return re.fullmatch(_OUTLET, name) is not None


class _Around(NamedTuple):
    occasion: str | None
    via: str | None


def add_context(text: str, quotes: Sequence[Quote], marks: Sequence[Marked]) -> tuple[Quote, ...]:
    """The quotes with their `occasion` and `via` where the text gives them; `marks` are the outermost ones, in order.

    An occasion holds for the later quotes of the same speaker in the paragraph ("Speaking to Vell Radio, Roth said … She added …"),
    and for the quotes that continue one.
    """
    paragraphs = split_paragraphs(text)
    starts = [p.start for p in paragraphs]
    split: dict[int, list[Span]] = {}
    known: dict[str, _Around] = {}
    last: tuple[int, str | None, _Around] | None = None
    finished = []
    for quote in sorted(quotes, key=lambda q: ((q.cue or q.source or q.content)[0], q.quote_id)):
        around = _Around(None, None)
        anchor = (quote.cue or quote.source or quote.content)[0]
        number = bisect_right(starts, anchor.start) - 1
        if quote.cue or quote.source:
            if number not in split:
                split[number] = blind_sentences(text, paragraphs[number], marks)
            around = _read(text, quote, anchor, split[number], marks)
        name = quote.source[0].of(text).split()[-1] if quote.source else None
        if around.occasion is None and last is not None and last[0] == number and (name == last[1] or (name or "").lower() in _PRONOUNS):
            around = _Around(last[2].occasion, around.via or last[2].via)
        if quote.continues is not None and quote.continues in known:
            before = known[quote.continues]
            around = _Around(around.occasion or before.occasion, around.via or before.via)
        if around.occasion is not None:
            last = (number, name, around)
        known[quote.quote_id] = around
        finished.append(msgspec.structs.replace(quote, occasion=around.occasion, via=around.via))
    return tuple(sorted(finished, key=lambda q: (q.content, q.quote_id)))


_PRONOUNS: Final = frozenset("he she they it".split())


def blind_sentences(text: str, paragraph: Span, marks: Sequence[Marked]) -> list[Span]:
    """The sentences of a paragraph, blind to stops inside marks."""
    pieces, here = [], paragraph.start
    first = bisect_left(marks, paragraph.start, key=lambda m: m.outer.start)
    for marked in marks[first : bisect_left(marks, paragraph.end, key=lambda m: m.outer.start)]:
        inner = Span(marked.inner.start, max(marked.inner.start, marked.inner.end - 1))
        pieces += [text[here : inner.start], "x" * (inner.end - inner.start)]
        here = inner.end
    pieces.append(text[here : paragraph.end])
    whole = "".join(pieces)
    return [Span(s.start + paragraph.start, s.end + paragraph.start) for s in sentences(whole, [Span(0, len(whole))])]


def _read(text: str, quote: Quote, anchor: Span, split: Sequence[Span], marks: Sequence[Marked]) -> _Around:
    """What the sentence of a cue says outside the quote's own words."""
    number = bisect_right(split, anchor.start, key=lambda s: s.start) - 1
    if number < 0 or anchor.start >= split[number].end:
        return _Around(None, None)
    sentence = split[number]
    start, end = max(sentence.start, anchor.start - FARTHEST), min(sentence.end, anchor.end + FARTHEST)
    words = text[start:end]
    for span in (*quote.content, *_marked_in(marks, start, end)):
        first, stop = max(span.start, start) - start, min(span.end, end) - start
        if first < stop:
            words = words[:first] + "\n" * (stop - first) + words[stop:]
    found = _nearest(words, anchor.start - start)
    occasion = None if found is None else _without_day(" ".join(words[found.start : found.end].split()))
    told = [Span(*m.span(1)) for m in _matches(_TOLD_TO, words, _TOLD_STARTS)]
    if "report" in words or "quote" in words:
        told += [Span(*m.span(1)) for m in _REPORTED.finditer(words)]
    sources = [Span(s.start - start, s.end - start) for s in quote.source]
    via = next((v for v in sorted(told) if not any(v.touches(s) for s in sources)), None)
    return _Around(occasion, None if via is None else words[via.start : via.end])


def _without_day(occasion: str) -> str:
    """An occasion without the day that follows it: "in an interview on Monday"."""
    cut = _CUT.sub("", occasion).rstrip(" .")
    return occasion if len(cut.split()) < 3 else cut


def _marked_in(marks: Sequence[Marked], start: int, end: int) -> list[Span]:
    first = bisect_right(marks, start, key=lambda m: m.outer.end)
    return [m.outer for m in marks[first : bisect_left(marks, end, key=lambda m: m.outer.start)]]


def _nearest(words: str, anchor: int) -> Span | None:
    """The occasion that lies nearest to the cue, the earlier of two."""
    spans = [trim(words, Span(*m.span())) for m in _matches(_OCCASION, words, _STARTS)]
    return min(spans, key=lambda s: (max(s.start - anchor, anchor - s.end, 0), s.start), default=None)


def _matches(pattern: re.Pattern[str], words: str, starts: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that has one only where `starts` has one."""
    here = 0
    for start in starts.finditer(words):
        match = pattern.match(words, start.start()) if start.start() >= here else None
        if match is not None:
            here = match.end()
            yield match
