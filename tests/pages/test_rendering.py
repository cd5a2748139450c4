"""Templates escape what they are given and stop at what they were not given."""

import re
from pathlib import Path

import jinja2
import pytest

from onrecord import pages
from onrecord.pipeline.views import Around, TroublePage

TEMPLATES = sorted((Path(pages.__file__).parent / "templates").glob("*.html"))
DESK = [path for path in TEMPLATES if not path.name.startswith(("sheet", "notebook"))]
AROUND = Around(version="0")


def render_trouble(title: str, detail: str) -> str:
    return pages.render("error.html", frame=pages.Frame(), around=AROUND, page=TroublePage(status=404, title=title, detail=detail))


def test_a_value_is_escaped() -> None:
    page = render_trouble("<script>alert(1)</script>", '"onload=x')
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_value_that_was_not_given_stops_the_page() -> None:
    with pytest.raises(jinja2.UndefinedError):
        pages.render("error.html", frame=pages.Frame(), around=AROUND)


def test_only_the_stylesheet_the_script_and_the_icon_are_assets() -> None:
    assert pages.asset("onrecord.css") is not None
    assert pages.asset("../rendering.py") is None


@pytest.mark.parametrize("path", DESK, ids=lambda path: path.name)
def test_no_template_has_inline_style_or_script_or_another_host(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|javascript:|\son[a-z]+\s*=", source)
    assert "<script" not in re.sub(r'<script src="\{\{ asset_address\([^)]*\) \}\}" defer></script>', "", source)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', source)
    assert "| safe" not in source and "autoescape" not in source


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_can_be_read(path: Path) -> None:
    pages.rendering._environment().get_template(path.name)
