"""Everything about segmentation: volumes, task cards, networks, training and inference."""
