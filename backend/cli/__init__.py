"""The command line: one command per file, found by `main`."""
