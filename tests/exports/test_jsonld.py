"""The record as linked data: it is JSON-LD without anything to fetch, and its selectors give back the words."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld as processor

from onrecord.pipeline import Desk
from onrecord.pipeline.jsonld import BESIDE, identify, selectors, write
from onrecord.records import Span

SCHEMA, OA = "https://schema.org/", "http://www.w3.org/ns/oa#"


def refuse(url: str, options: dict[str, Any]) -> None:
    raise AssertionError(f"{url} would have been fetched")


@pytest.fixture(scope="module")
def graph(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The exported document, expanded by another's processor, which may fetch nothing."""
    (path,) = desk.export("jsonld", tmp_path_factory.mktemp("out"))
    document = json.loads(path.read_text(encoding="utf-8"))
    expanded = processor.expand(document, {"documentLoader": refuse})
    assert len(expanded) == len(document["@graph"])
    return list(expanded)


def of_type(graph: list[dict[str, Any]], kind: str) -> dict[str, dict[str, Any]]:
    return {node["@id"]: node for node in graph if kind in node.get("@type", ())}


def value(node: dict[str, Any], name: str) -> Any:
    (held,) = node[name]
    return held.get("@value", held.get("@id"))


def test_every_statement_is_a_claim_and_every_printed_version_a_quotation_of_its_speaker(graph: list[dict[str, Any]], desk: Desk) -> None:
    claims, quotations = of_type(graph, SCHEMA + "Claim"), of_type(graph, SCHEMA + "Quotation")
    people = of_type(graph, SCHEMA + "Person") | of_type(graph, SCHEMA + "Organization")
    for statement in desk.statements():
        claim = claims[identify("statement", statement.statement_id)]
        assert value(claim, SCHEMA + "text") == statement.text
        assert [each["@id"] for each in claim[SCHEMA + "appearance"]] == [identify("witness", w.witness_id) for w in statement.witnesses]
        if statement.speaker_id:
            assert value(claim, SCHEMA + "author") in people
        for witness in statement.witnesses:
            assert (identify("witness", witness.witness_id) in quotations) == witness.marked
    assert len(claims) == sum(1 for _ in desk.statements())


def test_the_selectors_of_every_annotation_give_back_the_words(graph: list[dict[str, Any]]) -> None:
    articles = of_type(graph, SCHEMA + "NewsArticle")
    bodies = {node["@id"]: node for node in graph}
    annotations = of_type(graph, OA + "Annotation")
    assert annotations
    for annotation in annotations.values():
        words = []
        for target in annotation[OA + "hasTarget"]:
            text = value(articles[value(target, OA + "hasSource")], SCHEMA + "articleBody")
            place, exact = target[OA + "hasSelector"]
            start, end = value(place, OA + "start"), value(place, OA + "end")
            assert text[start:end] == value(exact, OA + "exact")
            assert text.find(value(exact, OA + "prefix") + text[start:end] + value(exact, OA + "suffix")) >= 0
            words.append(text[start:end])
        assert value(bodies[value(annotation, OA + "hasBody")], SCHEMA + "text") == " … ".join(words)


def test_no_term_is_lost_on_the_way(graph: list[dict[str, Any]], desk: Desk, tmp_path: Path) -> None:
    (path,) = desk.export("jsonld", tmp_path)
    document = json.loads(path.read_text(encoding="utf-8"))
    written = {key for node in document["@graph"] for key in node}
    assert written <= set(document["@context"])
    triples = processor.to_rdf(document, {"documentLoader": refuse})["@default"]
    assert len(triples) > len(document["@graph"]) * 3


def test_what_is_not_known_is_left_out(desk: Desk, tmp_path: Path) -> None:
    (path,) = desk.export("jsonld", tmp_path)
    graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    assert not any(held is None or held in ("", []) for node in graph for name, held in node.items() if name != "selector")


@given(st.text(max_size=80), st.data())
def test_selectors_of_any_text_give_back_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place, exact = selectors(text, Span(start, end))
    assert text[place["start"] : place["end"]] == exact["exact"]
    assert text[max(0, start - BESIDE) : end + BESIDE] == exact["prefix"] + exact["exact"] + exact["suffix"]


def test_a_document_without_nodes_is_still_one(tmp_path: Path) -> None:
    document = json.loads(write(tmp_path / "a.jsonld", []).read_text())
    assert processor.expand(document, {"documentLoader": refuse}) == []
