"""The parts of assembly: each turns one kind of knowledge into rows of the graph."""
