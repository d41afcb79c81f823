"""`extractor serve`: the local page, until it is interrupted."""

from __future__ import annotations

from collections.abc import Callable

from extractor.settings import Settings

GRACE = 5
"""Seconds that requests have to end once the server is to stop."""
BUSY = 64
"""Connections beyond which a request is refused (503)."""


def run(
    settings: Settings, host: str, port: int, limit: int, names: tuple[str, ...], tell: Callable[[str], None]
) -> int:
    """Serves until interrupted or terminated. The exit code: 0, or 2 where the address can't be had.

    `limit`: bytes of an article; `names`: host names under which it answers, beside the local ones. Raises
    ImportError without the extra `web`, OSError where the address is taken.
    """
    import signal
    import socket

    import uvicorn

    from extractor.web.app import create

    shown = f"[{host}]" if ":" in host else host
    app = create(settings, limit=limit, hosts=(*names, shown))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen()
        tell(f"http://{shown}:{bound.getsockname()[1]}/ (Ctrl-C stops)")
        config = uvicorn.Config(
            app,
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=GRACE,
            limit_concurrency=BUSY,
            server_header=False,
        )
        for ending in (signal.SIGINT, signal.SIGTERM):  # raised again once the server has stopped
            signal.signal(ending, lambda *_: None)
        uvicorn.Server(config).run(sockets=[bound])
    return 0
