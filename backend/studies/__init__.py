"""Examinations: how they come in, and what is known of them."""
