"""Lines that are the outlet's and not the report's: bylines, "read more", copyright, appeals to subscribe."""

from __future__ import annotations

import re
from typing import Final

from onrecord.records import Span
from onrecord.text import paragraphs

LONGEST: Final = 400  # characters; a longer line is taken for prose
_FURNITURE: Final = re.compile(
    "|".join(
        (
            r"by [\w.'’-]+(?: [\w.'’,-]+){0,8}",
            r"(?:read more|read also|see also|also read|story continues below|copyright|©|\(c\))(?:\W.*)?",
            r"(?:related|more|watch(?: live| now)?|(?:file )?photos?|image (?:copyright|caption|source))(?::.*)?",
            r".{0,200}\ball rights reserved\b.*",
            r".{0,200}\bmay not be published, broadcast, rewritten\b.*",
            r"(?:please )?(?:sign up|subscribe|log in|click here|like us|share this|join the conversation)\b.*",
            r"follow (?:us|him|her|me|the|@).*",
            r"(?:last )?(?:updated|published|posted|modified)(?::| (?:on|at)\b| \d).*",
            r"advertisement|(?:\d+ )?comments?|share|print|email|facebook|twitter|whatsapp",
            r".{0,80}\bnewsletters?\b.{0,120}",
            r".{0,120}\bcookies?\b.{0,200}\b(?:policy|site|browser|settings)\b.*",
        )
    ),
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """True for a line that a page puts around reports.

    >>> is_furniture("Read more: The dam that failed"), is_furniture("The dam failed on Tuesday.")
    (True, False)
    """
    return len(line) <= LONGEST and _FURNITURE.fullmatch(line.strip(" \t*|-–—•")) is not None


def kept_lines(text: str) -> list[Span]:
    """The spans of the lines of a text that are its own; all of them when no other is left."""
    lines = paragraphs(text)
    return [line for line in lines if not is_furniture(line.of(text))] or lines
