"""Masks, as slices and as files."""
