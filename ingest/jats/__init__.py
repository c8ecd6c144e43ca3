"""JATS and its relatives read as a draft."""
