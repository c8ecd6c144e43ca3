"""The errors that Interphase raises on purpose.

InterphaseError
├── InputError (ValueError)          what the user gave is wrong: exit code 2
│   ├── DocumentError                a file that cannot be read as a document
│   ├── RecordError                  a record that breaks the contract
│   ├── NameNotFoundError            a material that nothing recognises
│   └── QueryError                   a Cypher statement that is refused or wrong
├── SecondReaderError (RuntimeError) the second reader cannot be set up or started: exit code 1
└── StoreError (RuntimeError)        the graph store failed: exit code 1
    ├── StoreUnavailableError        it cannot be opened or reached
    └── SchemaMismatchError          it was written with another schema
"""


class InterphaseError(Exception):
    """Say in one sentence what is wrong, where, and what to do about it.

    ``where`` names the file and the place in it (``review.md, line 12``), ``remedy`` an action.
    """

    def __init__(self, problem: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        action = f"; {self.remedy}" if self.remedy else ""
        return f"{place}{self.problem}{action}"


class InputError(InterphaseError, ValueError):
    """What the user gave cannot be used."""


class DocumentError(InputError):
    """A file cannot be read as a document."""


class RecordError(InputError):
    """A record breaks the contract of `docs/records.md`."""


class NameNotFoundError(InputError):
    """A name is no material that the graph, the alias table or the formula grammar knows."""

    def __init__(self, problem: str, *, suggestions: tuple[str, ...] = (), remedy: str | None = None) -> None:
        self.suggestions = suggestions
        super().__init__(problem, remedy=remedy)


class QueryError(InputError):
    """A Cypher statement is refused or wrong."""


class SecondReaderError(InterphaseError, RuntimeError):
    """The second reader cannot be set up or started."""


class StoreError(InterphaseError, RuntimeError):
    """The graph store failed."""


class StoreUnavailableError(StoreError):
    """The graph store cannot be opened or reached."""


class SchemaMismatchError(StoreError):
    """The graph store was written with another schema."""
