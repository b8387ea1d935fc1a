"""Uploaded volumes, as slices and as files."""
