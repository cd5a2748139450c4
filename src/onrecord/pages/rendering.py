"""Templates in, pages out."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any, Final, NamedTuple

import jinja2
from markupsafe import Markup, escape

from onrecord.pages import drawing
from onrecord.pages.marks import LETTERS
from onrecord.text import digest

HERE: Final = Path(__file__).parent
_DESK_LINK: Final = re.compile(r'(<a\b[^>]*?) href="/[^"]*"')
ASSETS: Final = {
    "onrecord.css": (HERE / "static" / "onrecord.css", "text/css; charset=utf-8"),
    "sheet.css": (HERE / "templates" / "sheet.css", "text/css; charset=utf-8"),
    "onrecord.js": (HERE / "static" / "onrecord.js", "text/javascript; charset=utf-8"),
    "onrecord.svg": (HERE / "static" / "onrecord.svg", "image/svg+xml"),
}


class Frame(NamedTuple):
    """Where a page of the desk stands: what its head, foot and forms need to know.

    ``address`` is the path of the page without its query (``/stories/ab12``), ``query`` its query string without the question mark, both
    as the browser sent them. ``write`` tells whether forms that change something are shown; ``csrf`` is the token that they carry.
    ``theme`` is ``light`` or ``dark`` where the reader chose one, ``""`` where the system decides.
    """

    address: str = "/"
    query: str = ""
    write: bool = False
    csrf: str = ""
    theme: str = ""


class Asset(NamedTuple):
    """A file that pages load from their own host."""

    body: bytes
    media_type: str


def render(template: str, **values: Any) -> str:
    """The page that a template makes of values; every value is escaped.

    Pages of the desk extend ``base.html`` and need a ``frame`` among the values. Raises `jinja2.UndefinedError` where the template wants a
    value that was not given, `jinja2.TemplateNotFound` where there is no such template.
    """
    return _environment().get_template(template).render(values)


def prepare() -> None:
    """Compile all templates now, so that the first reader of a page does not wait for it."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(asset_address=asset_address, stylesheet=stylesheet, draw=drawing, letters=LETTERS)
    environment.filters["clipped"] = clipped
    environment.filters["breakable"] = breakable
    environment.filters["without_desk_links"] = without_desk_links
    environment.tests["web"] = is_web
    return environment


@functools.cache
def asset(name: str) -> Asset | None:
    """A stylesheet (``onrecord.css``, ``sheet.css``), the script (``onrecord.js``) or the icon (``onrecord.svg``); None for other names."""
    if name not in ASSETS:
        return None
    path, media_type = ASSETS[name]
    return Asset(path.read_bytes(), media_type)


@functools.cache
def asset_address(name: str) -> str:
    """The address of an asset; it changes with the content, so that browsers may keep it for good."""
    held = asset(name)
    assert held is not None, name
    return f"/static/{name}?v={digest(held.body.decode('utf-8'))}"


@functools.cache
def stylesheet() -> Markup:
    """The stylesheet as text, for pages that must stand alone (inside a ``style`` element)."""
    return Markup((HERE / "static" / "onrecord.css").read_text(encoding="utf-8"))


@functools.cache
def script() -> Markup:
    """The script as text, for pages that must stand alone (inside a ``script`` element)."""
    return Markup((HERE / "static" / "onrecord.js").read_text(encoding="utf-8"))


def clipped(text: str, most: int = 160) -> str:
    """The text, its middle left out with an ellipsis where it is longer than ``most`` characters.

    >>> clipped("a wall of forty stones", 12)
    'a wall … stones'
    """
    if len(text) <= most:
        return text
    return text[: most // 2].rstrip() + " … " + text[len(text) - most // 2 :].lstrip()


def breakable(name: str) -> Markup:
    """The name of an outlet, escaped, which a narrow column may break behind a point or a stroke and nowhere else first.

    >>> breakable("harbour.example/news")
    Markup('harbour.<wbr>example/<wbr>news')
    """
    return Markup(re.sub(r"([./])(?=\w)", r"\1<wbr>", str(escape(name))))


def is_web(address: str | None) -> bool:
    """True for an address that a link to an outlet may have; never for one that a browser would run.

    >>> is_web("https://outlet.example/story"), is_web("javascript:alert(1)"), is_web(None)
    (True, False, False)
    """
    return address is not None and address.startswith(("https://", "http://"))


def without_desk_links(html: Markup) -> Markup:
    """The HTML that a template made, its links to pages of the desk without an address.

    >>> without_desk_links(Markup('<a class="who" href="/speakers/1">A</a>'))
    Markup('<a class="who">A</a>')
    """
    return Markup(_DESK_LINK.sub(r"\1", str(html)))
