"""Who may talk to the page: the page itself. Other sites that a visitor has open in the same browser may not."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
_HERE = ("localhost", "127.0.0.1", "[::1]")


def own_origin(app: App) -> App:
    """The same, with the page's socket refused to pages of other origins."""

    async def guarded(scope: Message, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        origin = headers.get(b"origin", b"").decode("latin-1").partition("//")[2]
        if scope["type"] == "websocket" and origin and origin != headers.get(b"host", b"").decode("latin-1"):
            await send({"type": "websocket.close", "code": 1008})
            return
        await app(scope, receive, send)

    return guarded


def own_hosts(app: App) -> App:
    """The same, answering only to the names of this machine, so that no other name can be made to lead here."""
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    return TrustedHostMiddleware(app, allowed_hosts=list(_HERE))
