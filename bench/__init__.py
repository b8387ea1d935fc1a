"""Benchmarks: measured and printed, beside a named peer where one is installed; nothing here can fail a test."""
