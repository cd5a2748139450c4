"""Whether two printed names may be one person's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from onrecord.text import fold

_SUFFIXES: Final = frozenset("jr sr ii iii iv".split())
_HONORIFICS: Final = frozenset(
    "mr mrs ms miss dr sir dame lord lady president senator sen governor gov secretary minister congressman congresswoman "
    "representative rep "
    "general gen judge justice mayor king queen prince princess professor prof colonel captain chancellor chairman the "
    "speaker vice former".split()
)
_UNNAMED: Final = re.compile(
    r"^(?:unidentified|unknown|audience|crowd|question|reporter|speaker \d+|male|female|man|woman|voice|moderator|announcer|q)\b"
)


def same_person(left: str | None, right: str | None) -> bool | None:
    """True when the names may be one person's (a surname alone fits a full name), False when not, None when one is unknown.

    >>> same_person("MARA ODUM", "Ms Odum"), same_person("Mara Odum", "Piet Odum"), same_person("Mara Odum", "UNIDENTIFIED")
    (True, False, None)
    """
    one, two = _name_words(left), _name_words(right)
    if not one or not two:
        return None
    if one == two:
        return True
    one_suffix, two_suffix = set(one) & _SUFFIXES, set(two) & _SUFFIXES
    one, two = [w for w in one if w not in _SUFFIXES], [w for w in two if w not in _SUFFIXES]
    if not one or not two or one[-1] != two[-1] or (one_suffix != two_suffix and len(one) > 1 and len(two) > 1):
        return False
    if len(one) == 1 or len(two) == 1 or one[0] == two[0]:
        return True
    return (
        (len(one[0]) == 1 and two[0].startswith(one[0]))
        or (len(two[0]) == 1 and one[0].startswith(two[0]))
        or _is_short_for(one[0], two[0])
    )


_SHORT_NAMES: Final = tuple(
    frozenset(group.split())
    for group in (
        "william bill will billy|robert bob rob bobby|richard rick dick rich|james jim jimmy|john jack johnny|joseph joe|michael "
        "mike mick|edward ed ted eddie|"
        "thomas tom tommy|charles charlie chuck|david dave|daniel dan danny|donald don|steven stephen steve|christopher chris|matthew matt|"
        "anthony tony|antony tony|andrew andy drew|benjamin ben|samuel sam|timothy tim|gregory greg|kenneth ken|ronald ron|"
        "patrick pat|nicholas nick|"
        "alexander alex|elizabeth liz beth betsy|katherine catherine kate kathy cathy katie|margaret maggie peggy|susan sue|"
        "deborah debbie|jennifer jen|"
        "bernard bernie|rafael ted|theodore ted|frederick fred|lawrence larry|gerald jerry gerry|jeffrey jeff|peter pete|phillip "
        "philip phil|douglas doug"
    ).split("|")
)  # fmt: skip


def _is_short_for(left: str, right: str) -> bool:
    return any(left in group and right in group for group in _SHORT_NAMES)


@lru_cache(maxsize=20_000)
def _folded_name(name: str) -> tuple[str, ...]:
    folded = fold(name).replace(".", " ").replace(",", " ")
    if _UNNAMED.match(folded):
        return ()
    return tuple(word for word in folded.split() if word not in _HONORIFICS)


def _name_words(name: str | None) -> list[str]:
    return list(_folded_name(name)) if name else []
