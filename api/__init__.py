"""How we tell: the command line, the HTTP interface and the graph page."""
