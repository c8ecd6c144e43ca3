"""The records that extraction writes and the graph is assembled from (contract: `docs/records.md`).

A record is what one document says, before any database. Its ``id`` hashes the kind and the fields that
make the statement, never the evidence, so that two documents that say the same have the same claim id.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import MappingProxyType
from typing import Any, ClassVar

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sentence of a document that supports a record.

    ``line`` is 1-based; ``start`` and ``end`` count code points of the source as it lies on disk, decoded as
    UTF-8; ``text`` is the sentence after repair.
    """

    document: str
    line: int
    start: int
    end: int
    text: str
    section: str | None = None
    page: int | None = None
    refs: tuple[int, ...] = ()
    hedged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record carries beside the fields of its kind."""

    KIND: ClassVar[str] = ""
    HASHED: ClassVar[tuple[str, ...]] = ()

    document: str
    section: str | None = None
    refs: tuple[int, ...] = ()
    hedged: bool = False
    source_type: str | None = None
    techniques: tuple[str, ...] = ()
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """The statement's id: kind and hashed fields, without document, references and evidence."""
        return hash_id(self.KIND, {name: getattr(self, name) for name in self.HASHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(Record):
    """The document itself; ``sha256`` is its version, ``coverage`` counts its sentences."""

    KIND: ClassVar[str] = "document"

    sha256: str
    media_type: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    doi: str | None = None
    schema_version: str = SCHEMA_VERSION
    coverage: Mapping[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The document's DOI or file name."""
        return self.document


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRecord(Record):
    """One entry of the reference list. ``authors`` holds (family name, initials).

    ``doi`` is what the entry prints; where it prints none and one was looked up, ``doi_source`` says where
    (``crossref`` or ``openalex``). ``retracted`` is None where nobody looked.
    """

    KIND: ClassVar[str] = "reference"
    HASHED: ClassVar[tuple[str, ...]] = ("document", "n")

    n: int
    raw: str
    authors: tuple[tuple[str, str], ...] = ()
    et_al: bool = False
    title: str | None = None
    journal: str | None = None
    volume: str | None = None
    pages: str | None = None
    year: int | None = None
    doi: str | None = None
    doi_source: str | None = None
    retracted: bool | None = None

    @property
    def work(self) -> str:
        """The cited work's identity across documents: its DOI, else its title, else this very entry."""
        return self.doi or (self.title or "").casefold() or f"{self.document}#{self.n}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRecord(Record):
    """One callout in the text: ``raw`` as printed, ``refs`` the numbers it stands for."""

    KIND: ClassVar[str] = "citation"
    HASHED: ClassVar[tuple[str, ...]] = ("document", "line", "start")

    line: int
    start: int
    raw: str
    caption: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRecord(Record):
    """A material that the document names. ``name`` is the contract's id; ``system`` the canonical material.

    ``roles`` is what the text makes of it wherever it is named: electrolyte, anode, cathode, coating, interlayer ...
    """

    KIND: ClassVar[str] = "material"

    name: str
    system: str
    aliases: tuple[str, ...] = ()
    formula: str | None = None
    parent: str | None = None
    dopants: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The material's name: what the document says, in ASCII."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementRecord(Record):
    """A number with its property, in the property's canonical unit. ``subject`` is a material or ``A|B``.

    ``reader`` names the reader that found it, None for our own; ``confirmed_by`` another that found the same. It is
    ``ambiguous`` where that reader had several materials or values in the sentence and took the first.
    """

    KIND: ClassVar[str] = "measurement"
    HASHED: ClassVar[tuple[str, ...]] = (
        "subject", "property", "value", "value_max", "comparator", "unit", "conditions",
    )  # fmt: skip

    property: str
    value: float | None
    unit: str
    raw: str
    subject: str | None = None
    value_max: float | None = None
    comparator: str = "="
    conditions: Mapping[str, str] = field(default_factory=dict)
    uncertainty: float | None = None
    reader: str | None = None
    confirmed_by: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InterfaceFactRecord(Record):
    """A mechanism at an interface, or in an electrolyte alone (``electrode`` None)."""

    KIND: ClassVar[str] = "interface_fact"
    HASHED: ClassVar[tuple[str, ...]] = ("electrolyte", "electrode", "mechanism", "polarity")

    electrolyte: str
    mechanism: str
    electrode: str | None = None
    polarity: str = "occurs"
    products: tuple[str, ...] = ()
    consequence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The electrolyte and electrode for which a causal link is stated."""

    electrolyte: str | None = None
    electrode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalLinkRecord(Record):
    """A cause-effect statement between concepts of the vocabulary; ``relations`` names what it rests on."""

    KIND: ClassVar[str] = "causal_link"
    HASHED: ClassVar[tuple[str, ...]] = ("cause", "relation", "effect", "scope")

    cause: str
    relation: str
    effect: str
    scope: Scope | None = None
    relations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A property before and after a remedy, in its canonical unit; None where the text gives no number."""

    property: str
    before: float | None
    after: float | None
    unit: str
    conditions: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyCaseRecord(Record):
    """One remedy as one study reports it. ``works`` are the cited DOIs or titles, else the document."""

    KIND: ClassVar[str] = "strategy_case"
    HASHED: ClassVar[tuple[str, ...]] = (
        "strategy", "materials", "host", "electrode", "method", "polarity", "works",
    )  # fmt: skip

    strategy: str
    materials: tuple[str, ...] = ()
    host: str | None = None
    electrode: str | None = None
    method: str | None = None
    polarity: str = "helps"
    works: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    outcome: str | None = None
    caveat: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRecord(Record):
    """A cause-effect or remedy-effect statement in the text's own words, before any vocabulary."""

    KIND: ClassVar[str] = "relation"
    HASHED: ClassVar[tuple[str, ...]] = ("cause_text", "trigger", "effect_text", "polarity")

    cause_text: str
    trigger: str
    effect_text: str
    polarity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a contradiction: the sentence, its references and the claims it makes."""

    text: str
    refs: tuple[int, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionRecord(Record):
    """Two findings that the text sets against each other, or calls controversial."""

    KIND: ClassVar[str] = "contradiction"
    HASHED: ClassVar[tuple[str, ...]] = ("topic", "side_a", "side_b")

    topic: str
    side_a: Side
    side_b: Side


RECORD_TYPES: Mapping[str, type[Record]] = MappingProxyType(
    {
        kind.KIND: kind
        for kind in (
            DocumentRecord, ReferenceRecord, CitationRecord, MaterialRecord, MeasurementRecord,
            InterfaceFactRecord, CausalLinkRecord, StrategyCaseRecord, RelationRecord, ContradictionRecord,
        )
    }
)  # fmt: skip

CLAIM_KINDS = ("measurement", "interface_fact", "causal_link", "strategy_case", "relation", "contradiction")
"""The kinds that say something about the world, each a Claim of the graph."""

_UNORDERED = frozenset({"materials", "works", "dopants"})


def hash_id(kind: str, values: Mapping[str, Any]) -> str:
    """Return ``kind:`` and 16 hexadecimal digits of SHA-256 over the canonical JSON of the values.

    The order of materials and works does not count.

    >>> a = hash_id("strategy_case", {"materials": ["LiF", "Al2O3"]})
    >>> a == hash_id("strategy_case", {"materials": ("Al2O3", "LiF")})
    True
    """
    plain = {k: sorted(v) if k in _UNORDERED else to_plain(v) for k, v in values.items()}
    canonical = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{kind}:{hashlib.sha256(canonical.encode('utf-8')).hexdigest()[:16]}"


def to_plain(value: Any) -> Any:
    """Return the value as JSON types: records become objects without ``kind`` and ``id``, tuples lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): to_plain(v) for k, v in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [to_plain(v) for v in value]
    return value


def render_record(record: Record) -> dict[str, Any]:
    """Return the record as the JSON object of the contract."""
    plain = to_plain(record)
    plain.pop("name", None) if isinstance(record, MaterialRecord) else None
    return {"kind": record.KIND, "id": record.id, **plain}


def render_line(record: Record) -> str:
    """Return the record as one line of a records file, without the line end."""
    return json.dumps(render_record(record), ensure_ascii=False)


def build_record(value: Mapping[str, Any]) -> Record:
    """Return the record of a JSON object that the schema has accepted; unknown fields are dropped.

    >>> build_record({"kind": "material", "id": "LiF", "system": "LiF", "document": "d"}).id
    'LiF'
    """
    record_type = RECORD_TYPES[value["kind"]]
    names = {f.name for f in fields(record_type)}
    arguments = {name: _freeze(name, item) for name, item in value.items() if name in names}
    if record_type is MaterialRecord:
        arguments["name"] = value["id"]
    return record_type(**arguments)


_NESTED: Mapping[str, type[Any]] = MappingProxyType(
    {"evidence": Evidence, "effects": Effect, "side_a": Side, "side_b": Side, "scope": Scope}
)


def _freeze(name: str, value: Any) -> Any:
    nested = _NESTED.get(name)
    if nested is not None and isinstance(value, Mapping):
        known = {f.name for f in fields(nested)}
        return nested(**{k: _freeze(k, v) for k, v in value.items() if k in known})
    if isinstance(value, list):
        return tuple(_freeze(name, item) for item in value)
    return value


def claims(records: Iterable[Record]) -> list[Record]:
    """Return the records that are claims."""
    return [record for record in records if record.KIND in CLAIM_KINDS]
