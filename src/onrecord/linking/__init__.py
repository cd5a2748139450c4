"""The pattern that stories, speakers and statements share: block, score, group.

Groups are always derived from links between pairs, and which pairs are compared is decided by keys and by nothing that came before, so that
the same reports give the same groups in any order. Scores are integers per thousand; ties go to the smaller id.
"""

from onrecord.linking.blocks import COMMON, FIRST, Blocks, Numbers, block, distinct, numbers, pairs
from onrecord.linking.clusters import average_link, components, join
from onrecord.linking.nearby import Nearby
from onrecord.linking.reports import StoryGroup, are_near, candidates, group_all, group_leads, story_group
from onrecord.linking.texts import are_same_text, families, split_family, text_of

__all__ = [
    "COMMON",
    "FIRST",
    "Blocks",
    "Nearby",
    "Numbers",
    "StoryGroup",
    "are_near",
    "are_same_text",
    "average_link",
    "block",
    "candidates",
    "components",
    "distinct",
    "families",
    "group_all",
    "group_leads",
    "join",
    "numbers",
    "pairs",
    "split_family",
    "story_group",
    "text_of",
]
