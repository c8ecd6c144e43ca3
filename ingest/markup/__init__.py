"""What HTML and XML have in common: a tree whose every text knows its place, and the pieces of an article."""
