"""The graph as JSON-LD with a small context of its own, which is never fetched.

Classes and relations are ours; where EMMO has a counterpart (`graph/vocabulary/emmo.yaml`) it stands beside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import yaml

from graph.export.rows import RECORDED_IN, read_rows
from graph.rows import EdgeKey, GraphRows, NodeKey, Properties
from graph.schema import load_schema
from graph.stores.contract import GraphStore

BASE = "urn:interphase:"
TERMS = f"{BASE}term:"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_BROADER = {
    "prop:critical-current-density": "prop:current-density",
    "prop:exchange-current-density": "prop:current-density",
}
"""Properties of ours that are a kind of one that EMMO has; an area specific resistance is no resistance."""
_ROLES = {"electrolyte": "electrolyte", "anode": "negative_electrode", "cathode": "positive_electrode"}
_XSD_TYPES = {"integer": "integer", "number": "double", "boolean": "boolean"}


def render_jsonld(store: GraphStore) -> Mapping[str, Iterable[str]]:
    """Return ``graph.jsonld``. An edge with properties is a link and, beside it, a statement that carries them."""
    rows = read_rows(store, without=[RECORDED_IN])
    return {"graph.jsonld": _render(rows)}


def _render(rows: GraphRows) -> Iterator[str]:
    yield f'{{"@context": {_dump(build_context())}, "@graph": [\n'
    links: dict[NodeKey, dict[str, list[dict[str, str]]]] = {}
    for edge in rows.edges:
        source = NodeKey(edge.source_label, edge.source)
        target = {"@id": iri(edge.target_label, edge.target)}
        links.setdefault(source, {}).setdefault(edge.type, []).append(target)
    separator = ""
    for node, properties in rows.nodes.items():
        yield f"{separator}{_dump(_describe_node(node, properties) | links.get(node, {}))}"
        separator = ",\n"
    for edge, properties in rows.edges.items():
        if properties:
            yield f"{separator}{_dump(_describe_edge(edge, properties))}"
    yield "\n]}\n"


def iri(label: str, identifier: str) -> str:
    """Return the IRI of a node; every character that an IRI may not hold is percent-encoded.

    >>> iri("Material", "Li7La3Zr2O12"), iri("Interface", "LLZO|Li")
    ('urn:interphase:Material:Li7La3Zr2O12', 'urn:interphase:Interface:LLZO%7CLi')
    """
    return f"{BASE}{label}:{quote(identifier, safe='')}"


def build_context() -> dict[str, Any]:
    """Return the context: our terms, typed by the schema, and the prefixes that are used."""
    schema = load_schema()
    context: dict[str, Any] = {
        "@version": 1.1,
        "@vocab": TERMS,
        "skos": SKOS,
        "rdf": RDF,
        "xsd": XSD,
        "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
        "broadMatch": {"@id": "skos:broadMatch", "@type": "@id"},
        "unitIri": {"@id": f"{TERMS}unitIri", "@type": "@id"},
    }
    context |= {kind: {"@id": f"{TERMS}{kind}", "@type": "@id"} for kind in schema.edges}
    owners = [*(n.properties for n in schema.nodes.values()), *(e.properties for e in schema.edges.values())]
    for properties in owners:
        for name, kind in properties.items():
            if kind in _XSD_TYPES:
                context[name] = {"@id": f"{TERMS}{name}", "@type": f"xsd:{_XSD_TYPES[kind]}"}
            elif kind == "strings":
                context[name] = {"@id": f"{TERMS}{name}", "@container": "@list"}
    return context


def _describe_node(node: NodeKey, properties: Properties) -> dict[str, Any]:
    described: dict[str, Any] = {"@id": iri(node.label, node.id), "@type": [node.label], "id": node.id}
    terms = load_emmo_terms()
    if node.label == "Interface":
        described["@type"].append(terms["interface"])
    if node.label == "Measurement" and (term := _find_term(properties["property"])):
        described["@type"].append(term)
    if node.label == "Material" and node.id == "Li":
        described["broadMatch"] = [terms["lithium_electrode"]]
    if node.id in terms:
        described["exactMatch"] = [terms[node.id]]
    elif term := _find_term(node.id):
        described["broadMatch"] = [term]
    if node.label == "Family" and (role := _ROLES.get(properties.get("role", ""))):
        described["broadMatch"] = [terms[role]]
    described |= {name: _literal(value) for name, value in properties.items() if name != "unit"}
    if properties.get("unit"):
        described["unit"] = properties["unit"]
        described["unitIri"] = iri("unit", properties["unit"])
    return described


def _describe_edge(edge: EdgeKey, properties: Properties) -> dict[str, Any]:
    return {
        "@type": "rdf:Statement",
        "rdf:subject": {"@id": iri(edge.source_label, edge.source)},
        "rdf:predicate": {"@id": f"{TERMS}{edge.type}"},
        "rdf:object": {"@id": iri(edge.target_label, edge.target)},
        **{name: _literal(value) for name, value in properties.items()},
    }


def _find_term(concept: str) -> str | None:
    """Return the EMMO class of a concept, or of the one that it is a kind of."""
    terms = load_emmo_terms()
    return terms.get(concept) or terms.get(_BROADER.get(concept, ""))


def _literal(value: Any) -> Any:
    """Return numbers as text: the context types them, and JSON has one kind of number where XSD has many."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return repr(value)


@cache
def load_emmo_terms() -> Mapping[str, str]:
    """Return the full IRI of each term of ours that has a counterpart in EMMO."""
    text = (files("graph") / "vocabulary" / "emmo.yaml").read_text(encoding="utf-8")
    declared = yaml.safe_load(text)
    prefixes = declared["prefixes"]
    return {term["term"]: f"{prefixes[term['prefix']]}{term['local']}" for term in declared["terms"]}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
