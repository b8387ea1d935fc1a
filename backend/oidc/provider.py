"""Talk with the OpenID Connect provider that the settings name, and with nobody else.

Source: OpenID Connect Core 1.0, section 3.1; Discovery 1.0; RFC 7636 (PKCE).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backend.errors import NotSignedIn, Unavailable
from backend.oidc.addresses import is_safe_address
from backend.settings import Settings

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session
    from joserfc.jwk import KeySet

__all__ = ["Provider"]

logger = logging.getLogger(__name__)

# Signatures with the provider's own key; one made with a secret that both know would prove nothing.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
TIMEOUT_SECONDS = 10
KNOWN_FOR_SECONDS = 600
# Clocks may differ by so much.
LEEWAY_SECONDS = 60
CALLBACK = "/sign-in/provider"


@dataclass(frozen=True)
class _Described:
    """What a provider says of itself, and when it was asked."""

    authorization_endpoint: str
    token_endpoint: str
    keys: KeySet
    asked_at: float


class Provider:
    """Send people to the provider, and find out who came back.

    Args:
        settings: name the provider, and this server as the provider knows it.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._described: _Described | None = None

    def address(self, *, state: str, nonce: str, verifier: str) -> str:
        """Give the address to send a browser to.

        Args:
            state: comes back by way of the browser.
            nonce: comes back inside the ID token.
            verifier: proves that whoever redeems the code is who asked for it.

        Raises:
            Unavailable: the provider does not say where that is.
        """
        endpoint = self._describe().authorization_endpoint
        with self._session() as session:
            address, _ = session.create_authorization_url(endpoint, state=state, nonce=nonce, code_verifier=verifier)
        return str(address)

    def claims(self, *, code: str, nonce: str, verifier: str) -> dict[str, Any]:
        """Redeem the code that came back; give what the provider says of whom it signed in.

        Raises:
            Unavailable: the provider does not answer.
            NotSignedIn: the code is worth nothing, or the ID token cannot be trusted.
        """
        from authlib.common.errors import AuthlibBaseError
        from joserfc.errors import JoseError
        from requests import RequestException

        try:
            token = self._redeem(code, verifier=verifier)
            return self._verified(token, nonce=nonce)
        except RequestException as error:
            raise self._silent(error) from error
        except (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError) as error:
            # What kind of thing was wrong, never what it said: that may be a name.
            logger.warning("the sign-in provider's answer is not accepted: %s", type(error).__qualname__)
            raise NotSignedIn("The sign-in provider's answer is not valid. Please try again.") from error

    def _redeem(self, code: str, *, verifier: str) -> Mapping[str, Any]:
        with self._session() as session:
            token: Mapping[str, Any] = session.fetch_token(
                self._describe().token_endpoint,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                allow_redirects=False,
            )
        return token

    def _verified(self, token: Mapping[str, Any], *, nonce: str) -> dict[str, Any]:
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import BadSignatureError, InvalidKeyIdError

        given = str(token["id_token"])
        try:
            decoded = jwt.decode(given, self._describe().keys, algorithms=ALGORITHMS)
        except (BadSignatureError, InvalidKeyIdError, ValueError):
            # Providers change their keys: these may be older than the token.
            decoded = jwt.decode(given, self._describe(anew=True).keys, algorithms=ALGORITHMS)
        client_id = self._settings.oidc_client_id
        expected = {
            "iss": {"essential": True, "value": self._settings.oidc_issuer},
            "aud": {"essential": True, "value": client_id},
        }
        shown = {"nonce": nonce, "client_id": client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(decoded.claims, decoded.header, expected, shown)
        claims.validate(leeway=LEEWAY_SECONDS)
        return dict(claims)

    def _describe(self, *, anew: bool = False) -> _Described:
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet
        from requests import RequestException

        known = self._described
        if known is not None and not anew and time.monotonic() - known.asked_at < KNOWN_FOR_SECONDS:
            return known
        issuer = self._settings.oidc_issuer
        try:
            said = self._get(issuer.rstrip("/") + "/.well-known/openid-configuration")
            endpoints = [str(said[name]) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
            if said["issuer"] != issuer or not all(map(is_safe_address, endpoints)):
                raise ValueError("somebody else's description")
            keys = KeySet.import_key_set(self._get(endpoints[2]))  # type: ignore[arg-type]
        except (RequestException, JoseError, KeyError, TypeError, ValueError) as error:
            raise self._silent(error) from error
        self._described = _Described(endpoints[0], endpoints[1], keys, time.monotonic())
        return self._described

    def _get(self, address: str) -> dict[str, Any]:
        import requests

        reply = requests.get(address, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        reply.raise_for_status()
        said = reply.json()
        if not isinstance(said, dict):
            raise TypeError(f"expected a JSON object. Received: {type(said).__name__}")
        return said

    def _session(self) -> OAuth2Session:
        from authlib.integrations.requests_client import OAuth2Session

        settings = self._settings
        return OAuth2Session(
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret or None,
            token_endpoint_auth_method="client_secret_basic" if settings.oidc_client_secret else "none",
            scope=settings.oidc_scopes,
            redirect_uri=settings.public_url.rstrip("/") + CALLBACK,
            code_challenge_method="S256",
            default_timeout=TIMEOUT_SECONDS,
        )

    def _silent(self, error: Exception) -> Unavailable:
        logger.error("the sign-in provider cannot be used: %s", type(error).__qualname__)
        return Unavailable("The sign-in provider does not answer. Please try again, or sign in with a password.")
