"""Random changes of training samples, one transform in a module of its name; `pipeline` builds them from data."""
