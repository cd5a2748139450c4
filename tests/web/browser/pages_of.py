"""The pages of a desk: an address of each kind."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote


def listed(page: Any, name: str) -> list[dict[str, Any]]:
    """The beginning of a list of the desk, as the interface gives it."""
    rows: list[dict[str, Any]] = json.loads(page.request.get(f"/{name}.json?limit=100").text())["items"]
    return rows


def addresses(page: Any) -> list[str]:
    """An address of each kind of page, the fullest of its kind where one is fuller."""
    story = max(listed(page, "stories"), key=lambda each: len(each["report_ids"]))
    statement = listed(page, "front")[0]
    speaker = max(listed(page, "speakers"), key=lambda each: each["statements"])
    return [
        "/", "/stories", f"/stories/{story['story_id']}",
        f"/statements/{statement['statement_id']}", f"/statements/{statement['statement_id']}?profile=guardian&hide=1",
        f"/reports/{story['report_ids'][0]}",
        "/speakers", f"/speakers/{speaker['speaker_id']}",
        "/records", f"/records/{listed(page, 'records')[0]['record_id']}?at=40&to=90",
        "/outlets", f"/outlets/{quote('Meridian Press')}",
        "/search?q=water", "/search?q=zzzz", "/check", "/figures", "/rejects", "/corrections", "/docs", "/stories/none",
    ]  # fmt: skip
