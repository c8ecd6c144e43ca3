"""LaTeX and its bibliographies read as a draft."""
