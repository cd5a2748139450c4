"""Which reports tell of one event (*stories*), and which share one text (*families*)."""

from onrecord.stories.boilerplate import RECURRING, line_keys, recurring_lines
from onrecord.stories.credits import Credit, credits
from onrecord.stories.describe import describe, story_id, title_of
from onrecord.stories.families import (
    FAMILY_KEYS,
    SAME_TEXT,
    family_keys,
    family_link,
    family_links,
    family_scores,
    likeness,
    representative,
)
from onrecord.stories.features import StoryFeatures, day_of, features, leads_of
from onrecord.stories.origins import Origin, origins, passages, reused
from onrecord.stories.scores import (
    ALONE,
    MODEL,
    STORY_KEYS,
    Company,
    StoryModel,
    company,
    is_nearer,
    near,
    story_keys,
    story_links,
    weigh_all,
    weigh_crowd,
    weighed,
)
from onrecord.stories.ties import Tie, ties
from onrecord.stories.versions import versions

__all__ = [
    "ALONE",
    "FAMILY_KEYS",
    "MODEL",
    "RECURRING",
    "SAME_TEXT",
    "STORY_KEYS",
    "Company",
    "Credit",
    "Origin",
    "StoryFeatures",
    "StoryModel",
    "Tie",
    "company",
    "credits",
    "day_of",
    "describe",
    "family_keys",
    "family_link",
    "family_links",
    "family_scores",
    "features",
    "is_nearer",
    "leads_of",
    "likeness",
    "line_keys",
    "near",
    "origins",
    "passages",
    "recurring_lines",
    "representative",
    "reused",
    "story_id",
    "story_keys",
    "story_links",
    "ties",
    "title_of",
    "versions",
    "weigh_all",
    "weigh_crowd",
    "weighed",
]
