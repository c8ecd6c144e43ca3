"""The graph written as files that other tools read."""
