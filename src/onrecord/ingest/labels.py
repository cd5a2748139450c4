"""What the name of a record's file says about it: date, fidelity, occasion, who takes part, title."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from onrecord.records import Fidelity

_MONTHS: Final = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS) + "|sept"
_DATE = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\w)(\d{{1,2}})[\s_-]({_MONTH})\.?[\s_,-]{{1,2}}(\d{{4}})(?!\d)", re.I)
_MONTH_FIRST = re.compile(rf"(?<!\w)({_MONTH})\.?[\s_-](\d{{1,2}})[\s_,-]{{1,2}}(\d{{4}})(?!\d)", re.I)
_CLOCK = re.compile(r"[T _-]?\d{2}[.:hH]\d{2}(?:[.:]\d{2})?(?![\d.])")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,120})[)\]]")
_FIDELITIES: Final[dict[str, Fidelity]] = {
    "as-spoken": "as-spoken",
    "as-delivered": "as-spoken",
    "verbatim": "as-spoken",
    "as-written": "prepared",
    "as-prepared": "prepared",
    "as-prepared-for-delivery": "prepared",
    "prepared": "prepared",
    "recording": "recording",
    "edited": "edited",
    "summary": "summary",
}
_OCCASIONS: Final = (
    "press conference", "news conference", "press briefing", "town hall", "speech", "rally", "debate", "interview", "statement",
    "remarks", "briefing", "hearing", "address", "testimony", "announcement", "lecture", "podcast",
)  # fmt: skip
_OCCASION = re.compile(rf"(?<!\w)(?:{'|'.join(_OCCASIONS)})(?!\w)", re.I)
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_WITH = re.compile(r"\s+(?:with|by)\s+", re.I)


class FileLabel(NamedTuple):
    """What the name of a file says; None or nothing where it says nothing.

    ``speaker`` is who speaks by that name ("Statement by …"), ``others`` who takes part ("Interview with …").
    """

    date: str | None
    fidelity: Fidelity | None
    occasion: str | None
    title: str | None
    speaker: str | None
    others: tuple[str, ...]


def read_label(stem: str) -> FileLabel:
    """What the name of a record's file, without its extension, says about the record.

    >>> label = read_label("2021-03-04 19.30.00 (Complete, As spoken) Interview with Tom Pell, 'Bay Tonight', Radio Bay")
    >>> label.date, label.fidelity, label.occasion, label.others
    ('2021-03-04', 'as-spoken', 'Interview', ('Tom Pell',))
    >>> label.title
    "Interview with Tom Pell, 'Bay Tonight', Radio Bay"
    >>> read_label("Statement by Mara Quill, 4 March 2021").speaker
    'Mara Quill'
    """
    stem = stem[:400]
    day, rest = _take_date(stem)
    fidelity, rest = _take_fidelity(rest)
    rest = " ".join(rest.replace("_", " ").split()).strip(" -–—,.")
    occasions = list(dict.fromkeys(match[0].capitalize() for match in _OCCASION.finditer(_without_quotes(rest))))
    speaker, others = _people(rest)
    return FileLabel(day, fidelity, ", ".join(occasions) or None, rest or None, speaker, others)


def fidelity_of(written: str | None) -> Fidelity | None:
    """The fidelity that words such as "As spoken" or "as prepared for delivery" stand for.

    >>> fidelity_of("As prepared for delivery"), fidelity_of("complete")
    ('prepared', None)
    """
    return _FIDELITIES.get("-".join((written or "").lower().replace("-", " ").split()))


def _take_date(stem: str) -> tuple[str | None, str]:
    for pattern, order in ((_DATE, (1, 3, 4)), (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        for match in pattern.finditer(stem):
            year, month, day = (match[group] for group in order)
            number = int(month) if month.isdigit() else 1 + next(i for i, name in enumerate(_MONTHS) if month.lower()[:3] == name[:3])
            try:
                value = date(int(year), number, int(day)).isoformat()
            except ValueError:
                continue
            clock = _CLOCK.match(stem, match.end())
            return value, stem[: match.start()] + " " + stem[clock.end() if clock else match.end() :]
    return None, stem


def _take_fidelity(stem: str) -> tuple[Fidelity | None, str]:
    for match in _BRACKETS.finditer(stem):
        parts = match[1].split(",")
        found = [fidelity for part in parts if (fidelity := fidelity_of(part))]
        if found or any(part.strip().lower() in ("complete", "partial") for part in parts):
            return found[0] if found else None, stem[: match.start()] + " " + stem[match.end() :]
    flat = stem.lower().replace("_", " ").replace("-", " ")
    for name in sorted(_FIDELITIES, key=len, reverse=True):
        if "-" in name and name.replace("-", " ") in flat:
            return _FIDELITIES[name], stem
    return None, stem


def _without_quotes(rest: str) -> str:
    """The name without what stands between its quotation marks, which is a title and no description."""
    return re.sub(r"(?<!\w)['‘“\"][^'’”\"]{0,200}['’”\"](?!\w)", " ", rest)


def _people(rest: str) -> tuple[str | None, tuple[str, ...]]:
    occasion = _OCCASION.match(rest)
    follows = _WITH.match(rest, occasion.end()) if occasion else None
    if not follows:
        before = _OCCASION.search(rest)
        name = re.sub(r"['’]s$", "", rest[: before.start()].strip(" ,-–—:")) if before else ""
        return (name if _NAME.fullmatch(name) else None), ()
    names = []
    for part in rest[follows.end() :].split(","):
        if not _NAME.fullmatch(part.strip()):
            break
        names.append(part.strip())
    if "by" in follows[0].lower():
        return names[0] if names else None, ()
    return None, tuple(names)
