"""Citations in running text, in every style, linked to the entries that they name."""
