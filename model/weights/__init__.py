"""Trained weights, each with a card that says what it is, and the code that reads and writes both."""
