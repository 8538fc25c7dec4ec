"""What every answer of the local site says to the browser, and who may ask."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
}
LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def guarded(app: Application) -> Application:
    """Wrap an application: nothing from outside loads or runs, and only names of this machine are answered."""

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in HEADERS]
                message["headers"] = [*kept, *HEADERS.items()]
            await send(message)

        # a page elsewhere whose name is made to lead to this machine would be of this origin for the browser
        if _host(scope) not in LOCAL:
            await _refuse(send_guarded, 421, b"Ask for localhost or 127.0.0.1.\n")
        elif scope["path"].startswith("//"):  # would be redirected, and // begins the address of another host
            await _refuse(send_guarded, 404, b"Not found.\n")
        else:
            await app(scope, receive, send_guarded)

    return asgi


async def _refuse(send: Send, status: int, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body})


def _host(scope: Scope) -> str:
    host = next((value for name, value in scope.get("headers", []) if name.lower() == b"host"), b"").decode("latin-1")
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host
