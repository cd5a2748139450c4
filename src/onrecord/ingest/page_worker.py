"""The program that reads web pages and PDF files in a process of its own, which `pages` may kill.

It stands alone (it imports nothing of the project) so that it starts quickly: run as a script, it answers frames on standard input
with frames on standard output. A frame is eight bytes of length, one byte of what is asked (``h`` a page, ``p`` a PDF file), and the
bytes. An answer is eight bytes of length and a JSON object: the fields of the page, or ``error`` (and ``advice``).

The text of a page is trafilatura's choice of its blocks, each on a line of its own. What trafilatura is known to leave out between
blocks that it takes (a paragraph that repeats an earlier one, a short quotation) is put back from the page itself.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import sys
from typing import Any, BinaryIO

MEMORY_BYTES = 4 * 2**30
TREE_ERROR = "nested deeper than the reader follows"
BOILERPLATE = ["//nav", "//footer[not(ancestor::article)]", "//form[not(.//p)]", "//*[@role='navigation']"]


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
        return {"error": TREE_ERROR, "advice": "save the page as text"}
    declared = tree.get("lang") or tree.get("xml:lang")
    page: Any = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        prune_xpath=BOILERPLATE,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": "2100-01-01"},
    )
    if page is None:
        return {"error": "no text found in the page", "advice": "save the page as text"}
    return {
        "title": page.title,
        "outlet": page.sitename or page.hostname,
        "published": page.date,
        "url": page.url,
        "author": page.author,
        "language": page.language or declared,
        "text": page.text,
    }


def read_pdf(data: bytes) -> dict[str, str | None]:
    """The title and text of a PDF file, page after page; needs ``pypdf``."""
    try:
        pypdf: Any = importlib.import_module("pypdf")
    except ImportError:
        return {"error": "a PDF file, and pypdf is not installed", "advice": "install onrecord[pdf], or give the text of the file"}
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "an encrypted PDF file", "advice": "save it without a password"}
    title = reader.metadata.title if reader.metadata else None
    return {"title": title, "text": "\n\n".join(page.extract_text() for page in reader.pages)}


def _answer(asked: bytes) -> dict[str, Any]:
    try:
        return read_pdf(asked[1:]) if asked[:1] == b"p" else read_page(asked[1:])
    except Exception as error:  # whatever a library makes of hostile input costs that input alone
        return {"error": f"the reader failed: {type(error).__name__}: {str(error)[:200]}", "advice": "save it as text"}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _send(answers: BinaryIO, data: dict[str, Any]) -> None:
    frame = json.dumps(data).encode()
    answers.write(len(frame).to_bytes(8, "big") + frame)
    answers.flush()


def main() -> None:
    """Answer frames until standard input ends."""
    _limit_memory()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    sys.setrecursionlimit(20_000)
    _send(answers, {"ready": True})
    questions = sys.stdin.buffer
    while len(head := questions.read(8)) == 8:
        _send(answers, _answer(questions.read(int.from_bytes(head, "big"))))


if __name__ == "__main__":
    main()
