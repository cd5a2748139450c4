"""Word files (.docx, .docm; ECMA-376, Office Open XML): their words as the final view shows them, each with the run that holds it.

Tracked insertions are in, deletions out; hidden words, comments, headers and footers are no part of the text. Paragraphs are lines, those
of tables cell after cell, those of text boxes after the paragraph that holds the box; footnotes and endnotes stand at the end. Only the
few parts with words are unpacked, all within one bound; nothing is run and nothing outside the file is opened.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from posixpath import dirname, normpath
from typing import IO, Any, Final, NamedTuple

from lxml import etree

from onrecord.ingest.rejecting import Unusable

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same elements under another name
_ALTERNATE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MOST_PARTS: Final = 20_000
_LIST_BYTES: Final = 5_000_000  # of one list of types or relations
_AGAIN: Final = "open it in Word and save it again"

_PARAGRAPH, _RUN, _TABLE_ROW, _CELL, _BOX = (_W + name for name in ("p", "r", "tr", "tc", "txbxContent"))
_LEFT_OUT: Final = frozenset(_W + name for name in "del moveFrom rt pPr rPr sdtPr sdtEndPr tblPr trPr tcPr sectPr".split())
_WORDS: Final = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-", _W + "ptab": "\t"}
_NOTE_MARKS: Final = {_W + "footnoteReference": "footnotes", _W + "endnoteReference": "endnotes"}
_FETCHING_FIELD: Final = re.compile(r"\s*(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK)\b", re.I)
_LINK_WORDS: Final = {
    "attachedTemplate": "a template", "image": "a picture", "oleObject": "an object", "frame": "a frame", "subDocument": "a document",
}  # fmt: skip


class Piece(NamedTuple):
    """Some words of a Word file: the element that holds them, and the run of the body beside which a comment on them can stand.

    Line ends between paragraphs have no element; ``anchor`` is the run itself, but for notes the run with their mark, and for text boxes
    the run that holds the box.
    """

    text: str
    element: Any | None
    anchor: Any | None


class WordText(NamedTuple):
    """What a Word file says: its title (a paragraph of the style Title), its text, and notes on what was left alone in it."""

    title: str | None
    text: str
    problems: list[Unusable]


def read_word(file: IO[bytes], limit: int) -> WordText:
    """The words of a Word file that unpacks to at most ``limit`` bytes of text parts; raises `Unusable`."""
    try:
        with zipfile.ZipFile(file) as archive:
            package = _Package(archive, limit)
            main = package.main_part()
            tree = package.tree(main)
            notes = {kind: part for part in package.related(main) if (kind := part[0]) in ("footnotes", "endnotes")}
            notes_of = {kind: notes_by_id(package.tree(part)) for kind, part in notes.values()}
            text = "".join(piece.text for piece in pieces(tree, notes_of))
            return WordText(_title(tree), text, [*package.problems(), *_field_problems(tree)])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError) as error:
        raise Unusable(f"the Word file is broken: {error}", _AGAIN) from None
    except RuntimeError:  # zipfile's word for an archive with a password
        raise Unusable("the Word file is encrypted", "save it without a password") from None
    except etree.XMLSyntaxError as error:
        raise Unusable(f"the Word file is broken: {str(error)[:120]}", _AGAIN) from None


def pieces(tree: Any, notes_of: Mapping[str, Mapping[str, Any]]) -> list[Piece]:
    """The words of a document in order, whole paragraphs with line ends between; joined they are the text.

    ``tree`` is the root of the main part, ``notes_of`` the footnotes and endnotes by kind and id.
    """
    walk = _Walk(notes_of)
    walk.block(tree, None)
    for element, anchor in list(walk.notes.values()):  # once each, however often its mark stands
        walk.block(element, anchor)
    while walk.found and walk.found[-1].element is None:
        walk.found.pop()
    return walk.found


def notes_by_id(tree: Any) -> dict[str, Any]:
    """The notes of a part of footnotes or endnotes by their ids, without the lines that Word draws above them."""
    return {note.get(_W + "id", ""): note for note in tree if note.get(_W + "type") is None}


class _Walk:
    """The pieces found so far, the notes whose marks were passed, and the text boxes of the paragraph that is being read."""

    def __init__(self, notes_of: Mapping[str, Mapping[str, Any]]) -> None:
        self.notes_of = notes_of
        self.found: list[Piece] = []
        self.notes: dict[tuple[str, str], tuple[Any, Any]] = {}
        self.boxes: list[tuple[Any, Any]] = []

    def block(self, element: Any, anchor: Any | None) -> None:
        """Take the paragraphs in an element; ``anchor`` is the run of the body that they hang on, None in the body itself."""
        for child in _shown(element):
            if child.tag == _PARAGRAPH:
                self.paragraph(child, anchor)
            else:
                self.block(child, anchor)

    def paragraph(self, element: Any, anchor: Any | None) -> None:
        """Take a paragraph, and after it what its text boxes hold."""
        outer, self.boxes = self.boxes, []
        self.inline(element, anchor)
        if not _is_joined(element):
            self.found.append(Piece("\n", None, None))
        boxes, self.boxes = self.boxes, outer
        for box, run in boxes:
            self.block(box, run)

    def inline(self, element: Any, anchor: Any | None) -> None:
        """Take the runs in an element: hyperlinks, insertions, fields and the like hold some, too."""
        for child in _shown(element):
            if child.tag == _RUN:
                if not _is_hidden(child):
                    self.run(child, anchor if anchor is not None else child)
            elif child.tag == _PARAGRAPH:  # a control that holds paragraphs, inside one
                self.paragraph(child, anchor)
            else:
                self.inline(child, anchor)

    def run(self, run: Any, anchor: Any) -> None:
        """Take the words of a run; drawings in it may hold text boxes."""
        for child in _shown(run):
            if child.tag == _W + "t":
                if child.text:
                    self.found.append(Piece(child.text, child, anchor))
            elif child.tag in _WORDS:
                if child.get(_W + "type") not in ("page", "column") or child.tag != _W + "br":
                    self.found.append(Piece(_WORDS[child.tag], child, anchor))
            elif child.tag in _NOTE_MARKS:
                name = _NOTE_MARKS[child.tag], child.get(_W + "id", "")
                note = self.notes_of.get(name[0], {}).get(name[1])
                if note is not None:
                    self.notes.setdefault(name, (note, anchor))
            elif child.tag == _BOX:
                self.boxes.append((child, anchor))
            elif child.tag == _W + "rubyBase":
                self.inline(child, anchor)
            else:
                self.run(child, anchor)


def _shown(element: Any) -> Iterator[Any]:
    """The children of an element that the final view shows; of several forms of one thing, the first."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT or _is_deleted(child):
            continue
        if child.tag == _ALTERNATE:
            yield from child[:1]
        else:
            yield child


def _is_deleted(element: Any) -> bool:
    if element.tag == _TABLE_ROW:
        return element.find(f"{_W}trPr/{_W}del") is not None
    return bool(element.tag == _CELL and element.find(f"{_W}tcPr/{_W}cellDel") is not None)


def _is_joined(paragraph: Any) -> bool:
    """True where the end of a paragraph is deleted (or moved away), so that it runs on into the next."""
    marks = paragraph.find(f"{_W}pPr/{_W}rPr")
    return marks is not None and (marks.find(_W + "del") is not None or marks.find(_W + "moveFrom") is not None)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(_W + "val", "true") not in ("0", "false", "off")


def _title(tree: Any) -> str | None:
    for paragraph in tree.iter(_PARAGRAPH):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(_W + "val") == "Title":
            walk = _Walk({})
            walk.inline(paragraph, None)
            return "".join(piece.text for piece in walk.found).strip() or None
    return None


def _field_problems(tree: Any) -> list[Unusable]:
    written = [element.text or "" for element in tree.iter(_W + "instrText")]
    written += [element.get(_W + "instr", "") for element in tree.iter(_W + "fldSimple")]
    names = Counter(match[1].upper() for each in written if (match := _FETCHING_FIELD.match(each)))
    if not names:
        return []
    listed = ", ".join(f"{name} ({count})" for name, count in sorted(names.items()))
    reason = f"fields that fetch from outside the file: {listed}; nothing was fetched"
    return [Unusable(reason, "what the file itself holds was read", is_note=True)]


class _Package:
    """The parts of an Office file, unpacked as they are asked for, all together within a bound."""

    def __init__(self, archive: zipfile.ZipFile, limit: int) -> None:
        self.archive, self.limit, self.left = archive, limit, limit
        self.infos = {info.filename.lstrip("/"): info for info in archive.infolist()[: _MOST_PARTS + 1]}
        if len(self.infos) > _MOST_PARTS:
            raise Unusable(f"a Word file of more than {_MOST_PARTS:,} parts", _AGAIN)
        types = self.tree("[Content_Types].xml") if "[Content_Types].xml" in self.infos else ()
        named = [each for each in types if each.tag == _TYPES + "Override"]
        self.types = {each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in named}
        self.default_types = [each.get("ContentType", "") for each in types if each.tag == _TYPES + "Default"]

    def main_part(self) -> str:
        """The name of the part that holds the document; raises `Unusable` where it is no Word file."""
        relations = self.tree("_rels/.rels") if "_rels/.rels" in self.infos else ()
        targets: list[str] = [each.get("Target", "").lstrip("/") for each in relations if each.get("Type", "").endswith("/officeDocument")]
        if not targets:
            what = "an OpenDocument file" if "META-INF/manifest.xml" in self.infos else "a zip archive, not a Word file"
            raise Unusable(what, "save it as .docx, or give the files in it")
        if "wordprocessingml" not in self.types.get(targets[0], "") and "ms-word" not in self.types.get(targets[0], ""):
            raise Unusable("an office file that is no Word document", "give text, Word, HTML, JSON lines, CSV or Parquet")
        return targets[0]

    def related(self, part: str) -> list[tuple[str, str]]:
        """The parts that a part refers to, each with the last word of its type (``footnotes``)."""
        folder = dirname(part)
        relations = f"{folder}/_rels/{part.rsplit('/', 1)[-1]}.rels".lstrip("/")
        found = []
        for each in self.tree(relations) if relations in self.infos else ():
            target = each.get("Target", "")
            if each.tag == _RELATIONS and each.get("TargetMode") != "External":
                name = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}")
                if name in self.infos:
                    found.append((each.get("Type", "").rsplit("/", 1)[-1], name))
        return found

    def tree(self, name: str) -> Any:
        """The root of a part; raises `Unusable` where it is too large."""
        info = self.infos[name]
        limit = min(self.left, _LIST_BYTES if name.endswith((".rels", "[Content_Types].xml")) else self.left)
        if info.flag_bits & 1:
            raise Unusable("the Word file is encrypted", "save it without a password")
        with self.archive.open(info) as packed:
            data = packed.read(limit + 1)
        if len(data) > limit:
            raise Unusable(f"unpacks to more than {limit:,} bytes", "split it, or raise max_word_bytes if you trust it")
        self.left -= len(data)
        data = data.replace(_W_STRICT, _W[1:-1].encode())
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(data, parser)

    def problems(self) -> list[Unusable]:
        """What the file holds beside words that was left alone: macros, and links to what lies outside it."""
        found = []
        if any("vbaProject" in each or "macroEnabled" in each for each in [*self.types.values(), *self.default_types]):
            advice = "its words were read; save it as .docx to be rid of macros"
            found.append(Unusable("the Word file can hold macros; none was run", advice, is_note=True))
        names: Counter[str] = Counter()
        for name in sorted(self.infos):
            if name.endswith(".rels"):
                for each in self.tree(name):
                    kind = each.get("Type", "").rsplit("/", 1)[-1]
                    if each.get("TargetMode") == "External" and kind != "hyperlink":
                        names[_LINK_WORDS.get(kind, "something else")] += 1
        if names:
            listed = ", ".join(f"{name} ({count})" for name, count in sorted(names.items()))
            reason = f"the Word file links to {listed} outside it; nothing was fetched"
            found.append(Unusable(reason, "what the file itself holds was read", is_note=True))
        return found
