"""Where the graph is kept: one contract, the embedded Ladybug store and the Neo4j store."""

from graph.stores.contract import GraphStore, QueryLimits, QueryResult, open_store

__all__ = ["GraphStore", "QueryLimits", "QueryResult", "open_store"]
