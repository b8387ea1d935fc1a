"""The people whose scans these are."""
