"""Plain text and Markdown read as a draft."""
