"""What we know: records, materials, the graph and the advice computed from it."""
