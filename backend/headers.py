"""Headers that every reply carries."""

from __future__ import annotations

from flask import Flask, Response, request

__all__ = ["init_app"]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        # The 3D view brings the pictures of its letters and its light inside its own code.
        "img-src 'self' data:",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def init_app(app: Flask) -> None:
    """Add the headers to every reply of an app."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add what keeps browsers from doing more with a reply than showing it."""
    response.headers.update(ALWAYS)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    # Patients' data stay out of every cache, unless a view has said what may be kept.
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
