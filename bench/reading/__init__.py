"""A long reading by script: what a hand does with a study for minutes, and whether anything jumps, lags or overlaps."""
