"""Templates escape what they are given and stop at what they were not given."""

import jinja2
import pytest

from onrecord import pages


def test_a_value_is_escaped() -> None:
    page = pages.render("error.html", frame=pages.Frame(), title="<script>alert(1)</script>", detail='"onload=x')
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_value_that_was_not_given_stops_the_page() -> None:
    with pytest.raises(jinja2.UndefinedError):
        pages.render("error.html", frame=pages.Frame(), title="Not here")


def test_only_the_stylesheet_and_the_script_are_assets() -> None:
    assert pages.asset("onrecord.css") is not None
    assert pages.asset("../rendering.py") is None
