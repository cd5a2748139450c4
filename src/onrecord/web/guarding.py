"""Who may come in, and what every answer carries: hosts, origins, keys, form tokens, bounds on bodies, and safe headers.

Pure ASGI, so that it stands before everything else and costs next to nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.house import House

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS: Final = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "private, no-cache",
}  # fmt: skip
VISITOR: Final = "onrecord_visitor"
KEY: Final = "onrecord_key"
THEME: Final = "onrecord_theme"
Refusal = Callable[[Request, int, str, str], Response]


class Guard:
    """The gate before the desk: refuses what must not come in, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, house: House, refuse: Refusal) -> None:
        self.app = app
        self._house = house
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with a refusal."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope)
        scope.setdefault("state", {})["visitor"] = visitor = cookie(request.headers, VISITOR) or secrets.token_urlsafe(24)
        answer = _with_headers(send, None if cookie(request.headers, VISITOR) == visitor else visitor)
        refused = self._refusal(request)
        if refused is not None:
            await refused(scope, receive, answer)
            return
        if request.method == "HEAD":  # answered like GET, without the body (RFC 9110, 9.3.2)
            scope, answer = {**scope, "method": "GET"}, _without_body(answer)
        await self.app(scope, _bounded(receive, self._house.most_body_bytes), answer)

    def _refusal(self, request: Request) -> Response | None:
        """The answer to a request that must not come in; None where it may."""
        host = request.headers.get("host", "")
        if host_name(host) not in self._house.names:
            return self._refuse(
                request, 421, "Unknown name", "This desk does not answer to the name in the address; "
                "open it by the address that onrecord serve printed, or start it with --name NAME.",
            )  # fmt: skip
        if request.method not in SAFE_METHODS and not is_own_origin(request.headers, host, request.url.scheme):
            return self._refuse(request, 403, "From another page", "This was sent from another site's page, so nothing was done.")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 18 or int(length) > self._house.most_body_bytes:
            most = self._house.most_body_bytes
            return self._refuse(request, 413, "Too much at once", f"This desk reads at most {most:,} bytes at a time; send less.")
        if self._house.key is not None and not self._is_open_to_all(request) and not has_key(request.headers, self._house.key):
            return self._refuse(request, 401, "A key is needed", "This desk is open to those who have its key.")
        return None

    @staticmethod
    def _is_open_to_all(request: Request) -> bool:
        return request.url.path == "/enter" or request.url.path.startswith("/static/")


def host_name(host: str) -> str:
    """The name in a Host header, without its port; an address in its short form.

    >>> host_name("localhost:8765"), host_name("[::1]:8765"), host_name("a b")
    ('localhost', '::1', '')
    """
    try:
        name = (urlsplit("//" + host).hostname or "").removesuffix(".")
    except ValueError:
        return ""
    if any(character in host for character in "/?#@ \\"):
        return ""
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return name


def is_own_origin(headers: Headers, host: str, scheme: str) -> bool:
    """True unless the request says that another site's page sent it.

    A form on a page with the policy ``no-referrer`` is sent with the origin ``null`` (Fetch standard, "append a request Origin header");
    then what the browser says of the site decides.
    """
    origin = headers.get("origin")
    site = headers.get("sec-fetch-site")
    if origin is not None and origin != "null":
        return origin in (f"{scheme}://{host}", f"https://{host}")  # a proxy that ends TLS speaks http to us
    return site in ("same-origin", "none") if origin is not None or site is not None else True


def has_key(headers: Headers, key: str) -> bool:
    """True when the request shows the key, as a bearer token or as the cookie that /enter gives."""
    given = headers.get("authorization", "")
    bearer = given[len("bearer ") :].strip() if given.lower().startswith("bearer ") else ""
    return _same(bearer, key) or _same(cookie(headers, KEY) or "", key_cookie(key))


def key_cookie(key: str) -> str:
    """What the cookie holds in place of the key."""
    return hashlib.blake2b(key.encode(), person=b"onrecord desk", digest_size=24).hexdigest()


def form_token(secret: bytes, visitor: str) -> str:
    """The token that a form of this visitor carries, so that no other site's form is taken for ours."""
    return hmac.new(secret, visitor.encode(), hashlib.sha256).hexdigest()


def is_token(secret: bytes, visitor: str, given: str) -> bool:
    """True when a form's token is this visitor's."""
    return _same(given, form_token(secret, visitor))


def cookie(headers: Headers, name: str) -> str | None:
    """The value of a cookie; None where it is not sent or cannot be read."""
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return None if held is None or not held.value or len(held.value) > 200 else held.value


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


def _with_headers(send: Send, visitor: str | None) -> Send:
    """``send`` that gives the answer its headers, and a new visitor a cookie."""

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if visitor is not None:
                headers.append("set-cookie", f"{VISITOR}={visitor}; HttpOnly; SameSite=Strict; Path=/")
        await send(message)

    return answer


def _without_body(send: Send) -> Send:
    """``send`` that keeps the words of an answer back, not what its head says of them."""

    async def answer(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return answer


def _bounded(receive: Receive, most: int) -> Callable[[], Awaitable[Message]]:
    """``receive`` that stops at ``most`` bytes of body."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413, f"This desk reads at most {most:,} bytes at a time; send less.")
        return message

    return bounded
