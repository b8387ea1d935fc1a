"""A client that costs little, so that fifty of them measure the server and not themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit

__all__ = ["Connection"]


class Connection:
    """Send one request after the other over a connection that is kept.

    Args:
        origin: such as `http://127.0.0.1:8000`.
        headers: of every request.
    """

    def __init__(self, origin: str, *, headers: Mapping[str, str]) -> None:
        parts = urlsplit(origin)
        self._host, self._port = str(parts.hostname), int(parts.port or 80)
        lines = {"Host": parts.netloc, **headers}
        self._head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> int:
        """Ask for something, read all of it, and give its status."""
        return (await self._send(f"GET {path} HTTP/1.1\r\n{self._head}\r\n".encode()))[0]

    async def post(self, path: str, *, body: bytes, content_type: str) -> tuple[int, bytes]:
        """Send something; give the status and the reply."""
        about = f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n"
        return await self._send(f"POST {path} HTTP/1.1\r\n{self._head}{about}\r\n".encode() + body)

    def close(self) -> None:
        """Let go of the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _send(self, message: bytes) -> tuple[int, bytes]:
        # As browsers do: a server may close a connection that rests, just when it is used again.
        kept = self._streams is not None
        try:
            return await self._exchange(message)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.close()
            if not kept:
                raise
        return await self._exchange(message)

    async def _exchange(self, message: bytes) -> tuple[int, bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        writer.write(message)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        content = await reader.readexactly(int(fields.get("content-length", "0")))
        if fields.get("connection", "").lower() == "close":
            self.close()
        return int(head[0].split()[1]), content
