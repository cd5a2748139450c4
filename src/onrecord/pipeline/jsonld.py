"""The record as linked data (JSON-LD 1.1): statements as schema.org Claims, printed versions as Quotations, with Web Annotation selectors.

The context is written into the document, so that nothing has to be fetched to read it. Selectors (w3.org/TR/annotation-model) are into the
report's ``articleBody``: ``TextPositionSelector`` gives code points, ``TextQuoteSelector`` the words with some before and after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import msgspec

from onrecord import __version__
from onrecord.pipeline import telling
from onrecord.records import Report, Span, SpeakerRow, Statement, Transcript, Witness

NAMESPACE: Final = "urn:onrecord:"
BESIDE: Final = 32  # characters of context before and after the words of a selector
TEXTS: Final = (
    "name", "headline", "text", "articleBody", "alternateName", "jobTitle", "creditText", "publisher", "inLanguage", "softwareVersion",
)  # fmt: skip
LINKS: Final = ("author", "isPartOf", "isBasedOn", "spokenByCharacter", "url", "sameAs", "appearance")
CONTEXT: Final[dict[str, Any]] = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "onrecord": "urn:onrecord:vocabulary:",
    "id": "@id",
    "type": "@type",
    **{name: f"schema:{name}" for name in ("Claim", "Quotation", "NewsArticle", "CreativeWork", "Person", "Organization")},
    **{name: f"schema:{name}" for name in TEXTS},
    **{name: {"@id": f"schema:{name}", "@type": "@id"} for name in LINKS},
    **{name: {"@id": f"schema:{name}", "@type": "schema:Date"} for name in ("datePublished", "dateCreated")},
    **{name: f"oa:{name}" for name in ("Annotation", "TextPositionSelector", "TextQuoteSelector", "SpecificResource")},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "identifying": "oa:identifying",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
    "comparedClass": "onrecord:class",
    "comparedFlags": "onrecord:flags",
    "baseStatus": "onrecord:baseStatus",
    "fidelity": "onrecord:fidelity",
}


def identify(kind: str, identity: str) -> str:
    """The name of a thing of ours in linked data.

    >>> identify("report", "2026/05 x")
    'urn:onrecord:report:2026%2F05%20x'
    """
    return f"{NAMESPACE}{kind}:{quote(identity, safe='')}"


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """The two selectors of a place in a text.

    >>> [each["type"] for each in selectors("We stay.", Span(3, 7))]
    ['TextPositionSelector', 'TextQuoteSelector']
    """
    before, after = text[max(0, span.start - BESIDE) : span.start], text[span.end : span.end + BESIDE]
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": after},
    ]


def nodes(
    reports: Iterable[Report],
    records: Iterable[Transcript],
    speakers: Iterable[SpeakerRow],
    statements: Iterable[Statement],
    text_of: Callable[[str], str],
    models_version: str | None,
) -> Iterator[dict[str, Any]]:
    """The nodes of the graph, made as they are taken: the program, reports, records, speakers, then each statement with its quotations.

    ``text_of`` gives the text of a report by its id.
    """
    yield _without_none(
        {
            "id": identify("program", "onrecord"), "type": "CreativeWork", "name": "onrecord", "softwareVersion": __version__,
            "creditText": models_version and f"models {models_version}",
        }
    )  # fmt: skip
    for report in reports:
        yield _report_node(report)
    for record in records:
        yield _record_node(record)
    named = set()
    for speaker in speakers:
        named.add(speaker.speaker_id)
        yield _speaker_node(speaker)
    for statement in statements:
        yield from _statement_nodes(statement, text_of, named)


def write(path: Path, graph: Iterable[Mapping[str, Any]]) -> Path:
    """The file written: one document, a node a line."""
    with path.open("wb") as out:
        out.write(b'{"@context": ' + msgspec.json.encode(CONTEXT) + b',\n"@graph": [\n')
        for number, node in enumerate(graph):
            out.write((b",\n" if number else b"") + msgspec.json.encode(node))
        out.write(b"\n]}\n")
    return path


def _report_node(report: Report) -> dict[str, Any]:
    return _without_none(
        {
            "id": identify("report", report.report_id), "type": "NewsArticle", "headline": report.title, "articleBody": report.text,
            "datePublished": report.published, "inLanguage": report.language, "url": _address(report.url),
            "publisher": report.outlet and {"type": "Organization", "name": report.outlet}, "name": telling.label(report),
        }
    )  # fmt: skip


def _record_node(record: Transcript) -> dict[str, Any]:
    return _without_none(
        {
            "id": identify("record", record.record_id), "type": "CreativeWork", "name": record.title or record.path, "text": record.text,
            "dateCreated": record.date, "fidelity": record.fidelity,
        }
    )  # fmt: skip


def _speaker_node(speaker: SpeakerRow) -> dict[str, Any]:
    return _without_none(
        {
            "id": identify("speaker", speaker.speaker_id), "type": "Organization" if speaker.kind == "organization" else "Person",
            "name": speaker.name, "alternateName": [each for each in speaker.aliases if each != speaker.name] or None,
            "jobTitle": list(speaker.roles) or None if speaker.kind == "person" else None,
            "sameAs": speaker.wikidata and f"http://www.wikidata.org/entity/{quote(speaker.wikidata, safe='')}",
        }
    )  # fmt: skip


def _statement_nodes(statement: Statement, text_of: Callable[[str], str], named: set[str]) -> Iterator[dict[str, Any]]:
    base = statement.base
    author = identify("speaker", statement.speaker_id) if statement.speaker_id else None
    if statement.speaker_id and statement.speaker_id not in named:
        named.add(statement.speaker_id)
        yield _without_none({"id": author, "type": "Person", "name": statement.speaker})
    yield _without_none(
        {
            "id": identify("statement", statement.statement_id), "type": "Claim", "text": statement.text, "author": author,
            "dateCreated": statement.said, "baseStatus": base.status, "fidelity": base.fidelity,
            "isBasedOn": identify("record" if base.status == "record" else "report", base.report_id),
            "appearance": [identify("witness", witness.witness_id) for witness in statement.witnesses],
        }
    )  # fmt: skip
    for witness in statement.witnesses:
        yield from _witness_nodes(statement, witness, text_of(witness.report_id), author)


def _witness_nodes(statement: Statement, witness: Witness, text: str, author: str | None) -> Iterator[dict[str, Any]]:
    report = identify("report", witness.report_id)
    yield _without_none(
        {
            "id": identify("witness", witness.witness_id), "type": "Quotation" if witness.marked else "CreativeWork",
            "text": " … ".join(span.of(text) for span in witness.content),
            "spokenByCharacter": author, "isPartOf": report, "isBasedOn": identify("statement", statement.statement_id),
            "comparedClass": witness.witness_class, "comparedFlags": list(witness.flags) or None,
        }
    )  # fmt: skip
    yield {
        "id": identify("annotation", witness.witness_id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": identify("witness", witness.witness_id),
        "target": [{"type": "SpecificResource", "source": report, "selector": selectors(text, span)} for span in witness.content],
    }


def _address(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) and " " not in url else None


def _without_none(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None}
