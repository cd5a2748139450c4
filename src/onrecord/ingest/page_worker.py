"""The program that reads web pages and PDF files in a process of its own, which `pages` may kill.

It stands alone (it imports nothing of the project) so that it starts quickly: run as a script, it answers frames on standard input
with frames on standard output. A frame is eight bytes of length, one byte of what is asked (``h`` a page, ``p`` a PDF file), and the
bytes. An answer is eight bytes of length and a JSON object: the fields of the page, or ``error`` (and ``advice``).

Which blocks of a page are its text is trafilatura's choice; where it finds none, all but menus and the like. The words of each are
taken from the page itself, one block a line, and what trafilatura leaves out among them is put back: a paragraph that repeats the one
before, a caption, a short quotation.
"""

from __future__ import annotations

import contextlib
import copy
import importlib
import io
import json
import os
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, BinaryIO, NamedTuple

MEMORY_BYTES = 4 * 2**30
# Without a last day, the day on which the program runs would be it.
DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": "2100-01-01"}
BOILERPLATE = ["//nav", "//footer[not(ancestor::article)]", "//form[not(.//p)]", "//*[@role='navigation']"]
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
SKIPPED = frozenset(
    "aside audio button canvas datalist dialog embed footer form head iframe math menu nav noscript object script select style svg "
    "template textarea title video".split()
)
RESTORED = frozenset("blockquote dd div dt figcaption h2 h3 h4 h5 h6 li p pre".split())
HOLDERS = frozenset("blockquote dl figure ol ul".split())
RUN_GAP = 400
MOST_LISTED = 10
CHROME = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|cookies?|newsletter|promo\w*|related|shar(?:e|ing)|social|sponsor\w*|subscribe)(?:$|[\s_-])",
    re.I,
)


class Block(NamedTuple):
    """A stretch of text of a page between two edges of blocks, with where it stands: its element, that one's parent and grandparent."""

    text: str
    tag: str
    parent: int
    parent_tag: str
    grandparent: int
    is_links: bool
    is_chrome: bool

    @property
    def home(self) -> int:
        """The element that its paragraph, list or figure stands in."""
        return self.grandparent if self.parent_tag in HOLDERS else self.parent


def key_of(text: str) -> str:
    """The letters and digits of a text, to compare by."""
    return " ".join(re.findall(r"\w+", text))


def read_page(data: bytes) -> dict[str, str | None]:
    """The fields of a web page given as UTF-8: title, outlet, published, url, author, language and text."""
    import lxml.html
    import trafilatura

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except lxml.etree.ParserError:
        return {"error": "no text in the page"}
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        return {"error": "nested deeper than the reader of pages follows", "advice": "save the page as text"}
    mark_quotations(tree)
    blocks = page_blocks(tree)
    page: Any = trafilatura.bare_extraction(
        copy.deepcopy(tree), include_comments=False, with_metadata=True, prune_xpath=BOILERPLATE, date_extraction_params=DATES
    )
    if page is not None and page.text:
        lines = restore(page.text.split("\n"), blocks)
    else:
        page = trafilatura.extract_metadata(tree, date_config=DATES)
        lines = [block.text for block in blocks if not block.is_links and not block.is_chrome]
    if not lines:
        return {"error": "no text found in the page", "advice": "save the page as text"}
    return {
        "title": page.title,
        "outlet": page.sitename or page.hostname,
        "published": page.date,
        "url": page.url,
        "author": page.author,
        "language": page.language or tree.get("lang") or tree.get("xml:lang"),
        "text": "\n".join(lines),
    }


def mark_quotations(tree: Any) -> None:
    """Write the quotation marks that a browser shows around each ``<q>`` into its text, and take the tag away."""
    for quotation in list(tree.iter("q")):
        quotation.text = "“" + (quotation.text or "")
        quotation.tail = "”" + (quotation.tail or "")
        quotation.drop_tag()


def page_blocks(tree: Any) -> list[Block]:
    """The blocks of text of a page in order, without menus, forms and what is hidden."""
    from lxml import etree

    page = _Page()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            page.close(tag)
            page.take(element.tail)
            continue
        page.open(tag, f"{element.get('class') or ''} {element.get('id') or ''}"[:400])
        if _is_skipped(tag, element):
            walk.skip_subtree()
        else:
            page.take(element.text)
    page.end_block()
    return page.blocks


def _is_skipped(tag: str, element: Any) -> bool:
    is_hidden = element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "")
    return not tag or tag in SKIPPED or is_hidden


class _Page:
    """The blocks of a page so far, the elements that are open, and the block that is being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.open_blocks: list[tuple[int, str, bool]] = [(-3, "", False), (-2, "", False), (-1, "", False)]
        self.parts: list[str] = []
        self.open_links = self.linked = self.count = 0

    def open(self, tag: str, names: str) -> None:
        self.open_links += tag == "a"
        if tag in BLOCKS:
            self.end_block()
            self.count += 1
            self.open_blocks.append((self.count, tag, self.open_blocks[-1][2] or bool(CHROME.search(names))))

    def close(self, tag: str) -> None:
        self.open_links -= tag == "a"
        if tag in BLOCKS:
            self.end_block()
            self.open_blocks.pop()
        elif tag == "br":
            self.end_block()

    def take(self, text: str | None) -> None:
        is_as_written = any(tag == "pre" for _, tag, _ in self.open_blocks[-3:])
        for number, line in enumerate((text or "").split("\n") if is_as_written else [text or ""]):
            if number:
                self.end_block()
            self.parts.append(line)
            self.linked += len(line) if self.open_links else 0

    def end_block(self) -> None:
        text = " ".join("".join(self.parts).split())
        if text:
            (grandparent, _, _), (parent, parent_tag, _), (_, tag, is_chrome) = self.open_blocks[-3:]
            self.blocks.append(Block(text, tag, parent, parent_tag, grandparent, self.linked * 2 > len(text), is_chrome))
        self.parts.clear()
        self.linked = 0


def place_lines(lines: list[str], blocks: list[Block]) -> list[tuple[str, int | None]]:
    """Each line with the number of its block; one line for each block where trafilatura ran several together, None where none fits."""
    keys = [key_of(block.text) for block in blocks]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        places[key].append(number)
    found: list[tuple[str, int | None]] = []
    here = 0
    for line in filter(str.strip, lines):
        key = key_of(line)
        numbers = places.get(key, [])
        at = bisect_left(numbers, here)
        run = numbers[at : at + 1] or [n for n in run_of(key, keys, here) if not blocks[n].is_links and not blocks[n].is_chrome]
        found += [(line, number) for number in run] or [(line, None)]
        here = run[-1] + 1 if run else here
    return found


def run_of(key: str, keys: list[str], here: int) -> list[int]:
    """The blocks from number ``here`` on that a line consists of, at least by half (the rest is what the page hides); else none."""
    run: list[int] = []
    cursor = length = 0
    for number in range(here, len(keys)):
        part = keys[number]
        at = key.find(part, cursor, cursor + len(part) + (RUN_GAP if run else 0)) if part else -1
        if at >= 0 and key[at - 1 : at] in ("", " ") and key[at + len(part) : at + len(part) + 1] in ("", " "):
            run.append(number)
            cursor, length = at + len(part) + 1, length + len(part)
    return run if length * 2 >= len(key) else []


def restore(lines: list[str], blocks: list[Block]) -> list[str]:
    """The lines that trafilatura chose in the words of the page's blocks, with the blocks put back that belong between them.

    A line that is not to be found in the page (text out of the page's data) is kept as it is.
    """
    found = place_lines(lines, blocks)
    unplaced = "\n".join(key_of(line) for line, place in found if place is None)

    def put_back(between: Iterable[Block], homes: set[int]) -> list[str]:
        belonging = [block for block in between if _belongs(block, homes)]
        return [block.text for block in belonging if not unplaced or not (key := key_of(block.text)) or key not in unplaced]

    text: list[str] = []
    before: int | None = None
    for line, place in found:
        if place is None:
            text.append(line.strip().strip("|").strip())
            continue
        home = blocks[place].home
        if before is None:
            text += put_back(_neighbours(blocks[:place][::-1], home), {home})[::-1]
        else:
            text += put_back(blocks[before + 1 : place], {home, blocks[before].home})
        text.append(blocks[place].text)
        before = place
    if before is not None:
        home = blocks[before].home
        text += put_back(_neighbours(blocks[before + 1 :], home), {home})
    return text


def _neighbours(blocks: list[Block], home: int) -> Iterator[Block]:
    """The blocks up to where another part of the page begins."""
    return takewhile(lambda block: block.home == home, blocks)


def _belongs(block: Block, homes: set[int]) -> bool:
    return block.home in homes and block.tag in RESTORED and not block.is_links and not block.is_chrome


def read_pdf(data: bytes) -> dict[str, str | None]:
    """The title and text of a PDF file, page after page, and where some of its pages hold no text, which (``missing``)."""
    pypdf: Any = importlib.import_module("pypdf")
    errors: Any = importlib.import_module("pypdf.errors")
    try:
        return _read_pdf(pypdf.PdfReader(io.BytesIO(data)))
    except errors.DependencyError:
        advice = "install onrecord with it (onrecord[encrypted]), or print the file as a PDF without encryption"
        return {"error": "an encrypted PDF file that only the package cryptography can open", "advice": advice}
    except errors.PyPdfError as error:
        return {"error": f"the PDF file is broken: {str(error)[:200]}", "advice": "save or print it again as a PDF, or as text"}


def _read_pdf(reader: Any) -> dict[str, str | None]:
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "an encrypted PDF file", "advice": "save or print it as a PDF without a password"}
    title = reader.metadata.title if reader.metadata else None
    pages = [page.extract_text() for page in reader.pages]
    blank = [number for number, text in enumerate(pages, 1) if not text.strip()]
    if len(blank) == len(pages):
        many = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
        advice = "run text recognition (OCR) over it, or give the text of the file"
        return {"error": f"no text in the PDF file ({many}): its pages are pictures, such as scans", "advice": advice}
    listed = ", ".join(map(str, blank[:MOST_LISTED])) + (f" and {len(blank) - MOST_LISTED} more" if len(blank) > MOST_LISTED else "")
    return {"title": title, "text": "\n\n".join(pages), "missing": f"no text on page {listed} of {len(pages)}" if blank else None}


def answer(asked: bytes) -> dict[str, Any]:
    """The answer to one frame; whatever a library makes of hostile input costs that input alone."""
    try:
        return read_pdf(asked[1:]) if asked[:1] == b"p" else read_page(asked[1:])
    except Exception as error:
        return {"error": f"the reader failed: {type(error).__name__}: {str(error)[:200]}", "advice": "save it as text"}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    with contextlib.suppress(ValueError, OSError):  # macOS refuses a bound below what is mapped already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _send(answers: BinaryIO, data: dict[str, Any]) -> None:
    frame = json.dumps(data).encode()
    answers.write(len(frame).to_bytes(8, "big") + frame)
    answers.flush()


def main() -> None:
    """Answer frames until standard input ends."""
    _limit_memory()
    importlib.import_module("trafilatura")  # now, so that its time is not the first page's
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    sys.setrecursionlimit(20_000)
    _send(answers, {"ready": True})
    questions = sys.stdin.buffer
    while len(head := questions.read(8)) == 8:
        _send(answers, answer(questions.read(int.from_bytes(head, "big"))))


if __name__ == "__main__":
    main()
