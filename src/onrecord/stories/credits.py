"""Which news agencies a report credits, with the words that do so. Credit is a signal of a common origin, never a proof."""

from __future__ import annotations

import re
from typing import Final

from onrecord.records import Record, Span

# The name of each agency and the forms in which reports write it.
AGENCIES: Final = {
    "AAP": ("AAP", "Australian Associated Press"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "ANI": ("ANI", "Asian News International"),
    "ANSA": ("ANSA",),
    "Anadolu": ("Anadolu", "Anadolu Agency"),
    "Associated Press": ("AP", "Associated Press", "The Associated Press"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Canadian Press": ("CP", "Canadian Press", "The Canadian Press"),
    "CNN": ("CNN", "CNN Wire"),
    "EFE": ("EFE",),
    "IANS": ("IANS",),
    "Interfax": ("Interfax",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "PA": ("PA", "PA Media", "Press Association", "The Press Association"),
    "PTI": ("PTI", "Press Trust of India"),
    "Reuters": ("Reuters", "Thomson Reuters"),
    "RIA Novosti": ("RIA", "RIA Novosti", "Sputnik"),
    "TASS": ("TASS", "Itar-Tass"),
    "UPI": ("UPI", "United Press International"),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
    "dpa": ("dpa", "Deutsche Presse-Agentur"),
}
_NAME_OF: Final = {form.casefold(): agency for agency, forms in AGENCIES.items() for form in forms}
_FORMS: Final = sorted({form for forms in AGENCIES.values() for form in forms}, key=lambda form: (-len(form), form))
_ANY: Final = "(?:" + "|".join(map(re.escape, _FORMS)) + ")"
_ONE_OR_TWO: Final = rf"(?P<a>{_ANY})(?:[ \t]and[ \t](?P<b>{_ANY}))?"
_CREDITS: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"\((?P<a>{_ANY})\)",  # (Reuters)
        rf"(?:^|[ \t])[-–—][ \t]?(?P<a>{_ANY})[ \t]*(?:\.|$)",  # - AFP, at the end of a line
        rf"^[ \t]*(?:(?:By|Source|Sources|From|Via|Credit)[ \t:]+)?(?P<a>{_ANY})[ \t]*(?:$|[|/,–—-])",  # a line that begins with it
        rf"\b{_ONE_OR_TWO}[ \t](?:also[ \t])?contributed\b",
        rf"\b[Ww]ith[ \t]{_ONE_OR_TWO}[ \t]*[.)\n]",
        rf"\b(?:[Rr]eporting|[Mm]aterial|[Cc]ontent|[Ff]iles)[ \t](?:by|from)[ \t]{_ONE_OR_TWO}\b",
        rf"©[ \t]?(?:[12]\d{{3}}[ \t])?(?P<a>{_ANY})\b",
        r"\b(?P<unnamed>[Ww]ith(?:[ \t]news)?[ \t](?:wires|agencies|wire[ \t](?:services|reports)|agency[ \t](?:reports|inputs|input)))\b",
        r"^[ \t]*(?:By[ \t])?(?P<unnamed>(?:Agencies|News[ \t]agencies|Wire[ \t]reports))[ \t]*$",
    )
)


class Credit(Record, frozen=True, kw_only=True):
    """A credit to an agency (``agencies`` when it names none) and the place of its words."""

    agency: str
    span: Span


def credits(text: str) -> tuple[Credit, ...]:
    """The agencies that a text credits, in text order, with the words as evidence.

    >>> [(c.agency, c.span.of("LOWBRIDGE (Reuters) - A dam failed.")) for c in credits("LOWBRIDGE (Reuters) - A dam failed.")]
    [('Reuters', '(Reuters)')]

    A mention ("told Reuters") is not a credit.
    """
    found = set()
    for pattern in _CREDITS:
        for match in pattern.finditer(text):
            for name, form in match.groupdict().items():
                if form:
                    agency = "agencies" if name == "unnamed" else _NAME_OF[form.casefold()]
                    start = match.start() + len(match.group()) - len(match.group().lstrip())
                    found.add((Span(start, start + len(match.group().strip())), agency))
    return tuple(Credit(agency=agency, span=span) for span, agency in sorted(found))
