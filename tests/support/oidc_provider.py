"""An OpenID Connect provider on this machine: real HTTP, real signatures, and lies on request."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

__all__ = ["OidcProvider", "running_provider"]

CLIENT_ID, CLIENT_SECRET = "neuroslice", "a secret / with signs: %&+"


@dataclass
class OidcProvider:
    """Sign everybody in as whom the test says, without asking.

    Args:
        issuer: its address.
        redirect_uri: the only address that it sends a browser back to.
    """

    issuer: str
    redirect_uri: str
    user: dict[str, Any] = field(default_factory=lambda: {"sub": "s-1", "preferred_username": "kim"})
    # What an ID token says instead of the truth; None leaves a claim out.
    lies: dict[str, Any] = field(default_factory=dict)
    # "RS256" with the published key, "other-key", "HS256" with the client's secret, "none".
    signing: str = "RS256"
    # What the description says instead of the truth.
    description: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    asked: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def new_key(self) -> None:
        """Sign with another key from now on, and publish it."""
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4)})

    def described(self) -> dict[str, Any]:
        """Describe itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.description

    def authorize(self, query: dict[str, str]) -> str | None:
        """Give the address to send the browser back to; None for a request that is not as it must be."""
        right = (
            query.get("response_type") == "code"
            and query.get("client_id") == CLIENT_ID
            and query.get("redirect_uri") == self.redirect_uri
            and "openid" in query.get("scope", "").split()
            and query.get("code_challenge_method") == "S256"
            and all(query.get(name) for name in ("state", "nonce", "code_challenge"))
        )
        if not right:
            return None
        code = secrets.token_urlsafe(16)
        self._codes[code] = query
        return f"{self.redirect_uri}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], *, authorization: str) -> dict[str, Any] | None:
        """Give the tokens for a code; None where the code, its proof or the client is not right."""
        expected = base64.b64encode(f"{quote(CLIENT_ID, safe='')}:{quote(CLIENT_SECRET, safe='')}".encode()).decode()
        plain = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        asked = self._codes.pop(form.get("code", ""), None)
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            asked is None
            or authorization not in (f"Basic {expected}", f"Basic {plain}")
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != asked["redirect_uri"]
            or base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != asked["code_challenge"]
        ):
            return None
        access_token = secrets.token_urlsafe(16)
        return {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": 60,
            "id_token": self._id_token(nonce=asked["nonce"]),
        }

    def _id_token(self, *, nonce: str) -> str:
        now = int(time.time())
        truth = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": nonce} | self.user
        claims = {name: value for name, value in (truth | self.lies).items() if value is not None}
        header = {"kid": self.key.kid}
        if self.signing == "none":
            parts = ({"alg": "none"}, claims)
            return (
                ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts)
                + "."
            )
        if self.signing == "HS256":
            shared = OctKey.import_key(CLIENT_SECRET)
            return jwt.encode(header | {"alg": "HS256"}, claims, shared, algorithms=["HS256"])
        key = self.key if self.signing == "RS256" else RSAKey.generate_key(2048, {"kid": str(self.key.kid)})
        return jwt.encode(header | {"alg": "RS256"}, claims, key, algorithms=["RS256"])


@contextmanager
def running_provider(*, public_url: str) -> Iterator[OidcProvider]:
    """Run a provider that knows the server at an address as its client."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            provider.asked.append(parts.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._reply(provider.described())
            elif parts.path == "/keys":
                self._reply({"keys": [provider.key.as_dict(private=False)]})
            elif parts.path == "/authorize" and (back := provider.authorize(query)) is not None:
                self.send_response(302)
                self.send_header("Location", back)
                self.end_headers()
            else:
                self._reply({"error": "invalid_request"}, status=400)

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            tokens = provider.token(form, authorization=self.headers.get("Authorization", ""))
            self._reply(tokens or {"error": "invalid_grant"}, status=200 if tokens else 400)

        def _reply(self, body: dict[str, Any], *, status: int = 200) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = OidcProvider(
        issuer=f"http://127.0.0.1:{server.server_address[1]}", redirect_uri=f"{public_url}/sign-in/provider"
    )
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
