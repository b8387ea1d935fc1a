"""The web API and the command line: HTTP in, JSON and PNG out."""
