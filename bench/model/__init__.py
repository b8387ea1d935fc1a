"""Benchmarks of the network: `make bench-model` measures and prints everything in one run on one machine."""
