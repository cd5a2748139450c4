"""The pattern that stories, speakers and statements share: block, score, group.

Groups are always derived from links between pairs, and which pairs are compared is decided by keys and by nothing that came before, so that
the same reports give the same groups in any order. Scores are integers per thousand; ties go to the smaller id.
"""

from onrecord.linking.blocks import COMMON, Blocks, block, number_of, pairs
from onrecord.linking.clusters import average_link, components, join
from onrecord.linking.reports import StoryGroup, families, group_all, group_leads, group_reports, numbers, split_family, text_of

__all__ = [
    "COMMON",
    "Blocks",
    "StoryGroup",
    "average_link",
    "block",
    "components",
    "families",
    "group_all",
    "group_leads",
    "group_reports",
    "join",
    "number_of",
    "numbers",
    "pairs",
    "split_family",
    "text_of",
]
