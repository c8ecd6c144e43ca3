"""Conversion damage undone, each repair keeping the map to the source."""
