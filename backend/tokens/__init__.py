"""Keys with which programs act for an account."""
