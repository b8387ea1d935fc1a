"""How somebody likes to look at studies."""
