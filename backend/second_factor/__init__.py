"""What accounts show beside their passwords: codes of an authenticator app (RFC 6238)."""
