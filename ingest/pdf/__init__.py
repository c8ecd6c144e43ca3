"""PDF read into a text layer that plain text rules understand, with the page on which each line stands."""

from ingest.pdf.layer import Layer, read_layer

__all__ = ["Layer", "read_layer"]
