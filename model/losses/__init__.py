"""Losses, one in a module of its name, written with `keras.ops`."""
