"""Runs of networks: a row says the truth about each, a message says that a row waits, a worker does the work."""
