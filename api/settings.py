"""The settings of the command line and the server: read once from the environment, then passed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InputError
from graph.stores import QueryLimits

if TYPE_CHECKING:
    from ingest.enrichment.sources import Access

ServiceUrl = Annotated[str, Field(pattern=r"^https?://[^\s/]+")]


class Settings(BaseSettings):
    """What may be set by ``INTERPHASE_*`` variables; a flag of the command line wins over them."""

    model_config = SettingsConfigDict(env_prefix="INTERPHASE_", frozen=True)

    db: str = "ladybug:interphase.lbug"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    query_seconds: Annotated[float, Field(gt=0)] = 10.0
    query_rows: Annotated[int, Field(gt=0)] = 1000
    page_nodes: Annotated[int, Field(gt=0, le=300)] = 300

    mailto: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")] | None = None
    openalex_key: SecretStr | None = None
    crossref_url: ServiceUrl = "https://api.crossref.org"
    openalex_url: ServiceUrl = "https://api.openalex.org"
    cache: Path | None = None

    chemdataextractor: str | None = None
    spacy_pipeline: str | None = None

    @property
    def access(self) -> Access:
        """How Crossref and OpenAlex are asked, and where their answers are kept."""
        from ingest.enrichment.sources import Access  # noqa: PLC0415

        return Access(
            mailto=self.mailto,
            openalex_key=self.openalex_key.get_secret_value() if self.openalex_key else None,
            crossref_url=self.crossref_url,
            openalex_url=self.openalex_url,
            cache=self.cache,
        )

    @property
    def query_limits(self) -> QueryLimits:
        """How long a statement of a user may take, and how many rows it may return."""
        return QueryLimits(seconds=self.query_seconds, rows=self.query_rows)


def read_settings(*, db: str | None = None, host: str | None = None, port: int | None = None) -> Settings:
    """Read the environment; what is given wins. Raises `InputError` that names the wrong variable."""
    given = {"db": db, "host": host, "port": port}
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = f"INTERPHASE_{str(first['loc'][0]).upper()}"
        raise InputError(
            f"{first['input']!r} cannot be used: {first['msg'].lower()}", where=name, remedy="correct or unset it"
        ) from None
