"""The browser that signs in."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Browser"]


@dataclass(frozen=True, kw_only=True)
class Browser:
    """What is known of a browser before it is signed in.

    Args:
        address: where its request comes from.
        agent: what it calls itself; whoever reads it should not rely on it.
        former: the cookie's secret from before; its session ends with the new one.
    """

    address: str = ""
    agent: str = ""
    former: str | None = None
