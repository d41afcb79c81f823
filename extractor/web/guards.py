"""What stands before the pages: only this server's own pages may send, bodies are limited, browsers keep nothing.

Plain ASGI, so that a body is counted while it comes and never held beyond the limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""Host names under which the server answers; another one may be a page elsewhere that has rebound its name."""
_SAFE = ("GET", "HEAD")


class TooLarge(Exception):
    """A body beyond the limit."""


class Guard:
    """Refuses other hosts (421), requests that another site's page sends (403) and too large bodies (413)."""

    def __init__(self, app: ASGIApp, *, limit: int, policy: str, hosts: Iterable[str] = ()) -> None:
        self.app, self.limit = app, limit
        self.hosts = frozenset((*LOCAL, *hosts))
        self.headers = {
            "content-security-policy": f"{policy}; frame-ancestors 'none'",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",  # without a referrer a form's origin would be null
            "cross-origin-resource-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cache-control": "no-store",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"  # answered as GET is, without the body

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            elif head:
                message = {**message, "body": b""}
            await send(message)

        body = _Body(receive, self.limit)

        async def answered(message: Message) -> None:
            if not body.over:  # else what the application makes of half a body
                await sent(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, sent)
            return
        with suppress(TooLarge):
            await self.app({**scope, "method": "GET"} if head else scope, body.receive, answered)
        if body.over:
            await self._too_large()(scope, receive, sent)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return PlainTextResponse(f"not the name of this server: {_name(host)}\n", 421)
        if method not in _SAFE and not _own(headers, host):
            return PlainTextResponse("only this server's own pages may send\n", 403)
        length = headers.get("content-length", "0")
        return self._too_large() if not length.isdigit() or int(length) > self.limit else None

    def _too_large(self) -> PlainTextResponse:
        return PlainTextResponse(f"too large: more than {self.limit:,} bytes\n", 413, {"connection": "close"})


class _Body:
    """A request's body, counted while it comes. `over`: it went beyond the limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left, self.over = receive, limit, False

    async def receive(self) -> Message:
        """The next part. Raises TooLarge beyond the limit."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.over = True
            raise TooLarge
        return message


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _own(headers: Headers, host: str) -> bool:
    """Whether a request that changes or costs something comes from this server's own page, or from no page at all."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or origin.partition("://")[2] == host
