"""Layers that the networks share and Keras does not have."""
