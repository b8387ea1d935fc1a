"""Measures of masks, free of Keras."""
