"""The API's document, for programs and for people."""
