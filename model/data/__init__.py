"""Readers of data sets, splits, and a made-up case."""
