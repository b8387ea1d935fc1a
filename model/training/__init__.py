"""Training: recipe, prepared cases, batches, loop, checkpoints, and the weights that come out."""
