"""Measures of masks, free of Keras, each in a file of its name.

Two empty masks agree: the best value. One empty mask is the worst value, never a gap, so that no miss improves a mean.
"""
