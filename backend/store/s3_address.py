"""The address of an S3-compatible store, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

__all__ = ["S3Address"]

_OPTIONS = ("endpoint", "region")


@dataclass(frozen=True)
class S3Address:
    """Say where files lie in an S3-compatible store.

    Args:
        bucket: its name.
        folder: what their names begin with, without slashes at its ends; may be empty.
        endpoint: http(s) address of the server; empty for Amazon's own.
        region: empty for the one that the machine is set up with.
    """

    bucket: str
    folder: str
    endpoint: str
    region: str

    @classmethod
    def parse(cls, url: str) -> S3Address:
        """Read `s3://BUCKET/FOLDER?endpoint=https://HOST&region=NAME`; all but the bucket may be left out.

        Raises:
            ValueError: it is no such address, or one that names a password.
        """
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        if parts.scheme != "s3" or not parts.netloc or set(parts.netloc) & set("@:") or parts.fragment:
            raise ValueError("expected s3://BUCKET/FOLDER?endpoint=…&region=…")
        if unknown := sorted(options.keys() - set(_OPTIONS)):
            raise ValueError(f"expected the options {', '.join(_OPTIONS)}. Received: {', '.join(unknown)}")
        endpoint = options.get("endpoint", "")
        if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
            raise ValueError("expected an endpoint that begins with http:// or https://")
        return cls(parts.netloc, parts.path.strip("/"), endpoint, options.get("region", ""))
