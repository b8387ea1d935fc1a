"""What this installation does, in numbers for Prometheus."""
