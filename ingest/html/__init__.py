"""HTML read as a draft."""
