"""Measure what segments: on cases with expert masks, in tables, in pictures and in a model card."""
