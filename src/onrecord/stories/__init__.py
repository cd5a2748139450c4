"""Which reports tell of one event (*stories*), and which share one text (*families*)."""

from onrecord.stories.credits import Credit, credits
from onrecord.stories.describe import Tie, describe, story_id, title_of, why
from onrecord.stories.families import FAMILY_KEYS, SAME_TEXT, family_keys, family_link, family_links, likeness, representative
from onrecord.stories.features import StoryFeatures, day_of, features, lead_of
from onrecord.stories.scores import MODEL, STORY_KEYS, StoryModel, story_keys, story_links, weigh_crowd

__all__ = [
    "FAMILY_KEYS",
    "MODEL",
    "SAME_TEXT",
    "STORY_KEYS",
    "Credit",
    "StoryFeatures",
    "StoryModel",
    "Tie",
    "credits",
    "day_of",
    "describe",
    "family_keys",
    "family_link",
    "family_links",
    "features",
    "lead_of",
    "likeness",
    "representative",
    "story_id",
    "story_keys",
    "story_links",
    "title_of",
    "weigh_crowd",
    "why",
]
