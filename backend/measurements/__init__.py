"""What people measure in a study: points in a slice, and what they come to."""
