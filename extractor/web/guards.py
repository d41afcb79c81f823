"""What stands before the pages: only this server's own pages may send, bodies and time are limited, browsers keep
nothing.

Plain ASGI, so that a body is counted while it comes and never held beyond the limit.
"""

from __future__ import annotations

import asyncio
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
    """Refuses other hosts (421), requests that another site's page sends (403) and too large bodies (413); gives up
    requests that take longer than `seconds`, 408 while the body comes and 503 after."""

    def __init__(self, app: ASGIApp, *, limit: int, seconds: float, policy: str, hosts: Iterable[str] = ()) -> None:
        self.app, self.limit, self.seconds = app, limit, seconds
        self._late: set[asyncio.Future[None]] = set()
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
            if not body.over:  # else what the application makes of half a body, or too late
                body.answered = True
                await sent(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, sent)
            return
        work = asyncio.ensure_future(self.app({**scope, "method": "GET"} if head else scope, body.receive, answered))
        try:
            done, _ = await asyncio.wait({work}, timeout=self.seconds)
        except asyncio.CancelledError:
            work.cancel()
            raise
        if not done:
            body.over = True
            self._left_alone(work)
            if not body.answered:
                await self._too_slow(body.whole)(scope, receive, sent)
            return
        with suppress(TooLarge):
            work.result()
        if body.over:
            await self._too_large()(scope, receive, sent)

    def _left_alone(self, work: asyncio.Future[None]) -> None:
        """Ends what waits; what a thread is at goes on to its end, and nobody hears of it."""
        self._late.add(work)
        work.add_done_callback(self._late.discard)
        work.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        work.cancel()

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

    def _too_slow(self, whole: bool) -> PlainTextResponse:
        told = f"{'the article' if whole else 'the request'} takes longer than {self.seconds:g} seconds\n"
        return PlainTextResponse(told, 503 if whole else 408, {"connection": "close"})


class _Body:
    """A request's body, counted while it comes. `over`: it went beyond a limit; `whole`: all of it has come;
    `answered`: the answer has begun."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit
        self.over = self.whole = self.answered = False

    async def receive(self) -> Message:
        """The next part. Raises TooLarge beyond the limit."""
        message = await self._receive()
        self.whole |= not message.get("more_body", False)
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
