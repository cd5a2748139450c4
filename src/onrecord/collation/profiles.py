"""House rules as data: which kinds of difference a house allows inside quotation marks. They judge only when asked for."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal, TypeVar

import msgspec

from onrecord.errors import SettingsError
from onrecord.records import Candidate, Checked, Record, Region, RegionKind, Statement, Verdict, WithinDraft, Witness

RuleVerdict = Literal["allowed", "allowed-if-marked", "not-allowed"]
_LARGEST: Final = 200_000  # bytes of a profile file
_MARKED: Final = frozenset({"cut-marked", "bracket"})
_UNJUDGED: Final = frozenset({"paraphrase", "not-found"})


class Rule(Record, frozen=True, kw_only=True):
    """What a house says of one kind of difference, where it says so, and whether that was read there."""

    kind: RegionKind
    verdict: RuleVerdict
    source: str
    verified: bool = False
    note: str | None = None


class Profile(Record, frozen=True, kw_only=True):
    """The rules of one house, at most one a kind."""

    name: str
    title: str | None = None
    guide: str | None = None
    rules: tuple[Rule, ...]


def profile_names() -> tuple[str, ...]:
    """The names of the profiles that ship with the program.

    >>> profile_names()
    ('ap', 'guardian', 'linguistic', 'nyt', 'reuters', 'washington-post')
    """
    folder = files("onrecord") / "profiles"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_profile(name_or_path: str | Path) -> Profile:
    """The profile of that name, or the one in that TOML file; raises `SettingsError` when there is none or it cannot be used.

    >>> load_profile("guardian").title
    'The Guardian'
    """
    name = str(name_or_path)
    if name in profile_names():
        raw = (files("onrecord") / "profiles" / f"{name}.toml").read_bytes()
    else:
        path = Path(name_or_path)
        if not path.is_file():
            raise SettingsError(f"no profile {name!r}: give one of {', '.join(profile_names())}, or the path of a TOML file")
        if path.stat().st_size > _LARGEST:
            raise SettingsError(f"{name}: a profile of {path.stat().st_size:,} bytes, more than {_LARGEST:,}")
        raw = path.read_bytes()
    try:
        profile = msgspec.convert(tomllib.loads(raw.decode("utf-8")), Profile)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsError(f"{name}: not a profile: {error}; a rule has kind, verdict, source and verified") from error
    kinds = [rule.kind for rule in profile.rules]
    twice = sorted({kind for kind in kinds if kinds.count(kind) > 1})
    if twice:
        raise SettingsError(f"{name}: more than one rule for {', '.join(twice)}; keep one a kind")
    return profile


def judge_region(region: Region, profile: Profile) -> Region:
    """The region with its verdict and the rule it follows; no verdict where no verified rule speaks of its kind.

    A rule that allows a change if it is marked allows it where the kind says so (an ellipsis, brackets), not elsewhere.
    """
    rule = next((rule for rule in profile.rules if rule.kind == region.kind), None)
    if rule is None or not rule.verified:
        return msgspec.structs.replace(region, profile_verdict=None, rule=None)
    is_allowed = rule.verdict == "allowed" or (rule.verdict == "allowed-if-marked" and region.kind in _MARKED)
    return msgspec.structs.replace(region, profile_verdict="allowed" if is_allowed else "not-allowed", rule=rule.source)


def _verdict(regions: tuple[Region, ...], witness_class: str) -> Verdict | None:
    if witness_class in _UNJUDGED:
        return None
    verdicts = {region.profile_verdict for region in regions}
    if "not-allowed" in verdicts:
        return "not-allowed"
    return None if None in verdicts else "allowed"


Judged = TypeVar("Judged", Statement, Checked)


def apply_profile(found: Judged, profile: Profile) -> Judged:
    """The statement, or the finding of a check, with verdicts by the profile on each difference and on each printed version."""
    if isinstance(found, Statement):
        return msgspec.structs.replace(found, witnesses=tuple(_judge_witness(witness, profile) for witness in found.witnesses))
    candidates = tuple(_judge_regions(candidate, profile) for candidate in found.candidates)
    return msgspec.structs.replace(
        found,
        candidates=candidates,
        nearest=tuple(_judge_regions(candidate, profile) for candidate in found.nearest),
        within_draft=tuple(_judge_regions(place, profile) for place in found.within_draft),
        profile_verdict=_verdict(candidates[0].regions, candidates[0].witness_class) if candidates else None,
    )


def _judge_witness(witness: Witness, profile: Profile) -> Witness:
    regions = tuple(judge_region(region, profile) for region in witness.regions)
    return msgspec.structs.replace(witness, regions=regions, profile_verdict=_verdict(regions, witness.witness_class))


WithRegions = TypeVar("WithRegions", Candidate, WithinDraft)


def _judge_regions(place: WithRegions, profile: Profile) -> WithRegions:
    return msgspec.structs.replace(place, regions=tuple(judge_region(region, profile) for region in place.regions))
