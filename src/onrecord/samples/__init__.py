"""Sample reports: fictional news that holds what real news holds, with what a careful reader finds in it.

Nineteen reports of four events by six outlets, all invented, in the three commonest formats. ``reports/`` is a folder that
``onrecord add`` takes as it is:

======================== =====================================================================================
The Thornwater dam       March 2026, seven reports. A minister's statement in full over three paragraphs (Courier), cut with dots
                         (Meridian), joined, bracketed and parted from its condition (Pennant), with another year in it (Carrow); a
                         syndicated copy under a new headline (Halden); one remark given to two people; tolls that differ, then rise.
The Skerrin ferries      May 2026, five reports and the official transcript of the press conference that they quote: cleaned, a
                         modal and a number changed, a hedge dropped, a lead that its own body does not bear out, a remark relayed.
The Ixovar vaccine       June 2026, five reports. A company and its regulator in like words, sources without a name, a company as
                         speaker, words dropped without a mark (a "not" and a "probably" among them), doses that differ, a later count.
The Cobb Hill dam        March 2026, two reports: another dam, another county. It looks like the first event and is not.
======================== =====================================================================================

``records/`` holds the transcript, ``draft.txt`` an article to check against it, ``expected.json`` what should be found, made by
hand. ``README.md`` tells the cast and what each report shows.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def folder() -> Path:
    """The folder of the samples, as installed.

    >>> sorted(path.name for path in folder().iterdir() if path.suffix in {".json", ".txt"})
    ['draft.txt', 'expected.json']

    Packages are installed unpacked, so this is a real folder whose paths can be handed to other programs; a package run from
    a zip archive is not supported.
    """
    return Path(str(files(__name__)))
