"""Whether everything is there and whole, and copies of it for the day on which it is not."""
