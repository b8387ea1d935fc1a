"""Signing in by an OpenID Connect provider, beside accounts of one's own."""
