"""The only module that knows the order of stages: annotate a report, group reports, check a draft, and the desk over it all."""

from onrecord.pipeline.annotating import annotate, annotate_report, as_json, as_line, read_reports
from onrecord.pipeline.desk import Added, Desk, Hit
from onrecord.pipeline.drafts import Checker, HeldReports, check, check_drafts, check_text
from onrecord.pipeline.exporting import flat_row, plain_cell, safe_cell

__all__ = [
    "Added", "Checker", "Desk", "HeldReports", "Hit", "annotate", "annotate_report", "as_json", "as_line", "check", "check_drafts",
    "check_text", "flat_row", "plain_cell", "read_reports", "safe_cell",
]  # fmt: skip
