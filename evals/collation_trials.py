"""Trials of the comparison: known changes are made to sentences of real records, and the comparison has to name them.

    python evals/collation_trials.py ../shared/data/record/transcripts [--seed 7] [--each 130] [--wrong] [--fresh]

Each change has a kind, which is its label; sentences, places and words are drawn with the seed. The word lists stand here. Of the
adjectives those that the rules of ``onrecord.collation`` list are taken out; hedges are used as they stand, for the rules know
them by a grammar whose classes hold most of the language's. Closed classes (negations, modals, numbers, days, units, quantifiers)
are what they are. Opposites that our own list does not hold have a row of their own: WordNet may know them. ``--fresh`` draws
hedges and adjectives from lists that whoever wrote the rules has not looked at, ``--listed`` adjectives from those that the rules
list. Prints a table for ``docs/quality-collation.md``: for each change how many were made, which classes came back, and the share
that is right. Without the folder it says so and stops.
"""

from __future__ import annotations

import argparse
import collections
import random
import re
from collections.abc import Callable
from pathlib import Path

from onrecord.collation import lexicon, opposites
from onrecord.collation.classes import compare
from onrecord.collation.tokens import tokenize
from onrecord.text import sentences

Change = Callable[[random.Random, str], tuple[str, str] | None]

NAMES = (
    "Halvorsen Okafor Lindqvist Marchetti Devereux Kowalczyk Ashworth Tanaka Brannigan Vasquez Nyholm Ferrante Oyelaran Castellane".split()
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April June July August September October November December".split()
HEDGES = (
    "I think|I believe|perhaps|probably|maybe|possibly|apparently|I suspect|it seems|in my opinion|I suppose|I gather|I dare say|I'd wager|"
    "as I see it|in my judgment|in my experience|by all accounts|from what I gather|as best I can tell|if I'm not mistaken|"
    "I'm inclined to think|one could argue|to all appearances|I take it|for all I know|I would venture|rumor has it|I have a feeling|"
    "as far as I can see|from what I hear|I would bet|I fear|I'm told|in all probability|more often than not|if memory serves|"
    "I'd guess|my sense is that|I would imagine|so I've been told|to my mind|as I understand it|in a way|to some degree|it could be that|"
    "I reckon|chances are|if I recall correctly|by most estimates|it would appear|I have the impression that|my hunch is|"
    "so it seems to me|in my reading|from my vantage point|if you ask me|as far as I know|they tell me|I can't be sure but|word is that"
).split("|")
INNER_HEDGES = (
    "probably perhaps possibly apparently allegedly reportedly presumably almost nearly sometimes usually often putatively reputedly "
    "nominally notionally doubtless imaginably broadly comparatively moderately marginally ordinarily intermittently periodically "
    "infrequently ostensibly tentatively loosely semi-officially seemingly evidently potentially supposedly purportedly technically "
    "theoretically presumptively provisionally"
).split()
# Written when the rules had been finished with the lists above in view, and not looked at since: ``--fresh`` draws from these.
FRESH_HEDGES = (
    "from where I stand|on balance, I'd say|it strikes me that|the way I see it|rumors say|as best we know|in all honesty, I believe|"
    "there is a chance that|my best guess is that|I have a hunch|I half expect that|it's anyone's guess but|at first glance|"
    "on the face of it|from all indications|I might be wrong but|there's a good chance|the thinking is that|I am led to believe|"
    "it is my belief that|to a certain extent|supposedly|we're hearing that|I am inclined to say"
).split("|")
FRESH_INNER_HEDGES = (
    "hypothetically speculatively seemingly superficially predominantly loosely ordinarily conditionally implicitly customarily"
).split()
FRESH_ADJECTIVES = (
    "fraudulent regional wealthy hungry ruined abandoned radioactive aging untested unpaid overseas municipal provincial ancestral "
    "derelict toxic vulnerable homeless veteran teenage immigrant stray muddy icy flooded broken borrowed forged smuggled endangered "
    "infected"
).split()
FILLERS = ["you know,", "um,", "uh,", "I mean,", "er,", "by the way,"]
OPENERS = ["Well,", "So,", "And", "But", "Look,", "Now,", "You know,", "I mean,", "Um,"]
ADJECTIVES = (
    "illegal violent secret nuclear military criminal foreign federal unarmed corrupt peaceful permanent temporary domestic religious "
    "racist chemical deliberate systemic nationwide unlawful disabled elderly armed alleged independent economic political environmental "
    "covert bilateral offshore rural hereditary volcanic dental postal maritime fictional hydraulic nomadic feudal monastic bankrupt "
    "hollow drunken barren wounded stolen frozen rotten counterfeit leaked rival surplus tribal royal fatal lethal coastal sacred savage "
    "blind deaf pregnant orphaned jailed exiled bogus obsolete airborne amphibious imported"
).split()
LIGHT = "very really just actually simply certainly".split()
OPPOSED = [
    tuple(pair.split(":"))
    for pair in (
        "good:bad great:terrible strong:weak rich:poor win:lose winning:losing more:less better:worse best:worst high:low higher:lower "
        "up:down right:wrong before:after love:hate always:never everything:nothing support:oppose raise:lower increase:decrease "
        "legal:illegal safe:dangerous start:stop started:stopped friend:enemy easy:difficult hard:easy true:false big:small fair:unfair "
        "possible:impossible able:unable war:peace buy:sell old:young with:without active:passive alive:dead empty:full awake:asleep "
        "guilty:innocent borrow:lend accept:reject attack:defend praise:blame arrive:depart hire:fire include:exclude export:import "
        "ancient:modern shallow:deep thick:thin wide:narrow smooth:rough tight:loose noisy:quiet victory:defeat success:failure "
        "ally:enemy hero:villain profit:loss expand:shrink gain:lose gained:lost happy:sad front:back top:bottom smart:dumb long:short "
        "come:go coming:going give:take giving:taking teach:learn bring:remove open:shut north:south east:west left:right rise:fall "
        "loved:hated proud:ashamed brave:cowardly honest:crooked clean:dirty fast:slow early:late near:far respect:contempt trust:distrust "
        "allow:forbid allowed:forbidden begin:end beginning:end heaven:hell bigger:smaller winners:losers husband:wife boys:girls"
    ).split()
]
UNLISTED: list[tuple[str, ...]] = []  # those of them that our own list does not hold
MODALS = "can could will would should may might must".split()
QUANTIFIERS = {
    "all": ["some", "most", "many"],
    "every": ["some"],
    "many": ["few", "some", "most"],
    "most": ["some", "few"],
    "some": ["all", "many", "most"],
    "few": ["many"],
    "everybody": ["somebody"],
    "everyone": ["someone"],
    "nobody": ["everybody"],
}
UNITS = {
    "dollars": "pounds",
    "miles": "kilometers",
    "years": "months",
    "days": "weeks",
    "weeks": "months",
    "months": "years",
    "percent": "dollars",
    "hours": "days",
    "minutes": "hours",
    "year": "month",
    "week": "month",
    "day": "week",
}
BRITISH = dict(
    pair.split(":")
    for pair in (
        "color:colour favor:favour labor:labour honor:honour center:centre defense:defence organize:organise organized:organised "
        "realize:realise "
        "realized:realised recognize:recognise recognized:recognised apologize:apologise criticize:criticise "
        "traveling:travelling traveled:travelled "
        "program:programme programs:programmes behavior:behaviour neighbor:neighbour neighbors:neighbours theater:theatre "
        "toward:towards gray:grey "
        "analyze:analyse canceled:cancelled jobs:jobs license:licence rumor:rumour harbor:harbour favorite:favourite "
        "organization:organisation "
        "organizations:organisations mobilize:mobilise emphasize:emphasise modernize:modernise negotiate:negotiate check:check "
        "judgment:judgement "
        "skeptical:sceptical offense:offence ok:okay learned:learnt among:amongst while:whilst"
    ).split()
    if pair.split(":")[0] != pair.split(":")[1]
)
LONG_FORMS = {
    "don't": "do not",
    "can't": "cannot",
    "won't": "will not",
    "it's": "it is",
    "we're": "we are",
    "they're": "they are",
    "I'm": "I am",
    "I've": "I have",
    "you're": "you are",
    "doesn't": "does not",
    "didn't": "did not",
    "we'll": "we will",
    "that's": "that is",
    "he's": "he is",
    "I'll": "I will",
    "isn't": "is not",
    "wasn't": "was not",
    "we've": "we have",
    "I'd": "I would",
    "there's": "there is",
    "couldn't": "could not",
}
DIGITS = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty".split(),
        "2 3 4 5 6 7 8 9 10 11 12 20 30 40 50 60".split(),
        strict=True,
    )
)
SYNONYMS = {
    "big": "large",
    "tell": "inform",
    "started": "began",
    "job": "position",
    "jobs": "posts",
    "folks": "people",
    "guy": "man",
    "smart": "clever",
    "talk": "speak",
    "talking": "speaking",
    "money": "cash",
    "country": "nation",
    "kids": "children",
    "happen": "occur",
    "wonderful": "lovely",
    "tremendous": "huge",
    "companies": "firms",
    "company": "firm",
    "build": "construct",
    "fix": "repair",
    "terrible": "awful",
    "look": "glance",
    "problem": "issue",
    "problems": "issues",
    "incredible": "amazing",
}
TENSES = {
    "is": "was",
    "are": "were",
    "was": "is",
    "were": "are",
    "has": "had",
    "do": "did",
    "says": "said",
    "want": "wanted",
    "think": "thought",
    "going": "gone",
    "know": "knew",
    "get": "got",
    "come": "came",
    "make": "made",
}
def unshared(is_listed: bool) -> None:
    """Leave in the lists of adjectives and opposites those alone that the rules do not list (or, where asked for, those that they do)."""
    ADJECTIVES[:] = [word for word in ADJECTIVES if (word in lexicon.LISTED_ADJECTIVES) is is_listed]
    UNLISTED[:] = [pair for pair in OPPOSED if pair not in opposites.OWN_OPPOSITES]
    OPPOSED[:] = [pair for pair in OPPOSED if pair in opposites.OWN_OPPOSITES]


NOT_NOUNS = set(
    "the a an of to in on at by for and or but is are was were be it i you we they he she very most more same other only "
    "last next first same whole way lot".split()
)


def word_at(text: str, wanted: Callable[[str], bool], dice: random.Random, inside: bool = False) -> re.Match[str] | None:
    """A word of the text that is wanted, drawn; `inside` leaves out the first word."""
    found = [m for m in re.finditer(r"[A-Za-z][A-Za-z'’]*|\d[\d,.]*\d|\d", text) if wanted(m.group()) and (not inside or m.start() > 0)]
    return dice.choice(found) if found else None


def replaced(text: str, match: re.Match[str], word: str) -> str:
    if match.group()[:1].isupper() and word[:1].islower() and match.start() == 0:
        word = word[0].upper() + word[1:]
    return text[: match.start()] + word + text[match.end() :]


def swapped(table: dict[str, str]) -> Change:
    def change(dice: random.Random, text: str) -> tuple[str, str] | None:
        match = word_at(text, lambda word: word in table, dice)
        return (text, replaced(text, match, table[match.group()])) if match else None

    return change


def put_before(text: str, at: int, words: str) -> str:
    return f"{text[:at]}{words} {text[at:]}"


def number(dice: random.Random, text: str) -> tuple[str, str] | None:
    match = word_at(text, lambda w: w[0].isdigit() or w in DIGITS, dice)
    if match is None:
        return None
    word = match.group()
    if word in DIGITS:
        return text, replaced(text, match, dice.choice([w for w in DIGITS if w != word]))
    first = dice.choice([d for d in "123456789" if d != word[0]])
    return text, replaced(text, match, first + word[1:])


def scale(dice: random.Random, text: str) -> tuple[str, str] | None:
    scales = {
        "million": "billion",
        "billion": "trillion",
        "thousand": "million",
        "thousands": "hundreds",
        "millions": "thousands",
        "trillion": "billion",
        "hundreds": "thousands",
    }
    return swapped(scales)(dice, text)


def negation_dropped(dice: random.Random, text: str) -> tuple[str, str] | None:
    table = {
        "don't": "do",
        "can't": "can",
        "won't": "will",
        "doesn't": "does",
        "didn't": "did",
        "isn't": "is",
        "aren't": "are",
        "wasn't": "was",
        "wouldn't": "would",
        "couldn't": "could",
        "shouldn't": "should",
        "haven't": "have",
        "never": "",
        "not": "",
        "no": "",
    }
    match = word_at(text, lambda word: word in table, dice, inside=True)
    if match is None:
        return None
    return text, re.sub("  +", " ", replaced(text, match, table[match.group()]))


def negation_added(dice: random.Random, text: str) -> tuple[str, str] | None:
    match = word_at(text, lambda w: w in ("is", "are", "was", "were", "will", "would", "should", "can", "could", "must"), dice)
    if match is None or re.match(r"\s+(?:not|never)\b", text[match.end() :]):
        return None
    return text, text[: match.end()] + " not" + text[match.end() :]


def modal(dice: random.Random, text: str) -> tuple[str, str] | None:
    match = word_at(text, lambda word: word in MODALS, dice)
    return (text, replaced(text, match, dice.choice([m for m in MODALS if m != match.group()]))) if match else None


def hedge_dropped(dice: random.Random, text: str) -> tuple[str, str] | None:
    if dice.random() < 0.5:
        hedge = dice.choice(HEDGES)
        if text.lower().startswith(hedge.lower()):
            return None
        first = text if text.split()[0] in ("I", "I'm", "I've") or text.split()[0][1:2].isupper() else text[0].lower() + text[1:]
        return f"{hedge[0].upper()}{hedge[1:]} {first}", text
    match = word_at(text, lambda w: w in ("is", "are", "was", "were", "will", "would", "have", "has"), dice)
    return (text[: match.end()] + " " + dice.choice(INNER_HEDGES) + text[match.end() :], text) if match else None


def hedge_added(dice: random.Random, text: str) -> tuple[str, str] | None:
    made = hedge_dropped(dice, text)
    return (made[1], made[0]) if made else None


def quantifier(dice: random.Random, text: str) -> tuple[str, str] | None:
    match = word_at(text, lambda w: w.lower() in QUANTIFIERS, dice)
    return (text, replaced(text, match, dice.choice(QUANTIFIERS[match.group().lower()]))) if match else None


def name(dice: random.Random, text: str) -> tuple[str, str] | None:
    known = {"I", "I'm", "I've", "I'll", "I'd", "God", "OK", "Mr", "Mrs", "And", "But", "So", "The", "No", "Yes"} | set(DAYS) | set(MONTHS)
    known |= {"Governor", "Senator", "President", "Secretary", "Mayor", "General", "United", "States"}
    match = word_at(text, lambda w: w[0].isupper() and w not in known and len(w) > 3, dice, inside=True)
    if match is None or re.search(r"[.!?\"]\s*$", text[: match.start()]):
        return None
    return text, replaced(text, match, dice.choice(NAMES))


def day(dice: random.Random, text: str) -> tuple[str, str] | None:
    match = word_at(text, lambda w: w in DAYS or w in MONTHS, dice)
    if match is None:
        return None
    pool = DAYS if match.group() in DAYS else MONTHS
    return text, replaced(text, match, dice.choice([w for w in pool if w != match.group()]))


def opposite(dice: random.Random, text: str) -> tuple[str, str] | None:
    return swapped({word: other for pair in OPPOSED for word, other in (pair, pair[::-1])})(dice, text)


def unlisted(dice: random.Random, text: str) -> tuple[str, str] | None:
    return swapped({word: other for pair in UNLISTED for word, other in (pair, pair[::-1])})(dice, text)


def adjective_dropped(dice: random.Random, text: str) -> tuple[str, str] | None:
    found = [m for m in re.finditer(r"\b(?:the|our|their|these|those|any|your) ([a-z]{4,})\b", text) if m.group(1) not in NOT_NOUNS]
    if not found:
        return None
    match = dice.choice(found)
    return put_before(text, match.start(1), dice.choice(ADJECTIVES)), text


def filler(dice: random.Random, text: str) -> tuple[str, str] | None:
    if dice.random() < 0.5:
        opener = dice.choice(OPENERS)
        first = text if text.split()[0] in ("I", "I'm") else text[0].lower() + text[1:]
        return f"{opener} {first}", text
    places = [m.end() for m in re.finditer(r", ", text)]
    return (put_before(text, dice.choice(places), dice.choice(FILLERS)), text) if places else None


def repetition(dice: random.Random, text: str) -> tuple[str, str] | None:
    parts = text.split(" ")
    if len(parts) < 8:
        return None
    at = dice.randrange(0, len(parts) - 4)
    size = dice.choice([2, 3])
    again = parts[at : at + size]
    if any(re.search(r"[.,;:!?\"-]", part) for part in again):
        return None
    return " ".join([*parts[: at + size], "--", *again, *parts[at + size :]]), text


def clause(dice: random.Random, text: str) -> tuple[int, int] | None:
    """A stretch of four to eight words in the middle, without a mark of its own."""
    spaces = [m.start() for m in re.finditer(" ", text)]
    if len(spaces) < 14:
        return None
    first = dice.randrange(4, len(spaces) - 9)
    last = first + dice.randrange(5, 8)
    inside = text[spaces[first] : spaces[last]]
    return (spaces[first], spaces[last]) if len(re.findall(r"[A-Za-z]{5,}", inside)) >= 2 else None


def cut_marked(dice: random.Random, text: str) -> tuple[str, str] | None:
    place = clause(dice, text)
    return (text, text[: place[0]] + dice.choice([" ...", " …", "..."]) + text[place[1] :]) if place else None


def cut_unmarked(dice: random.Random, text: str) -> tuple[str, str] | None:
    place = clause(dice, text)
    return (text, text[: place[0]] + text[place[1] :]) if place else None


def bracket(dice: random.Random, text: str) -> tuple[str, str] | None:
    match = word_at(text, lambda w: w in ("he", "she", "they", "it", "him", "them", "that"), dice, inside=True)
    return (
        (text, replaced(text, match, dice.choice(["[the minister]", "[the company]", "[Halvorsen]", "[the new law]"]))) if match else None
    )


def contraction(dice: random.Random, text: str) -> tuple[str, str] | None:
    made = swapped(LONG_FORMS)(dice, text)
    return made if made is None or dice.random() < 0.5 else (made[1], made[0])


def digits(dice: random.Random, text: str) -> tuple[str, str] | None:
    if re.search(
        r"(?i)\b(?:hundred|thousand|and|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:" + "|".join(DIGITS) + r")\b", text
    ):
        return None
    return swapped(DIGITS)(dice, text)


def percent(dice: random.Random, text: str) -> tuple[str, str] | None:
    changed = re.sub(r"(\d) percent\b", r"\1%", text) if " percent" in text else re.sub(r"(\d)%", r"\1 per cent", text)
    return (text, changed) if changed != text else None


def typography(dice: random.Random, text: str) -> tuple[str, str] | None:
    changed = text.replace("'", "’").replace(" -- ", " – ").replace('"', "“").rstrip(".") + ","
    return text, changed.replace(", ", " — ", 1) if dice.random() < 0.3 else changed


def spelling(dice: random.Random, text: str) -> tuple[str, str] | None:
    return swapped(BRITISH)(dice, text)


def article(dice: random.Random, text: str) -> tuple[str, str] | None:
    match = word_at(text, lambda w: w in ("the", "that", "a", "of"), dice, inside=True)
    return (text, re.sub("  +", " ", replaced(text, match, ""))) if match else None


def adverb_added(dice: random.Random, text: str) -> tuple[str, str] | None:
    match = word_at(text, lambda w: w in ("is", "are", "was", "were", "have", "has"), dice)
    return (text, text[: match.end()] + " " + dice.choice(LIGHT) + text[match.end() :]) if match else None


def moved(dice: random.Random, text: str) -> tuple[str, str] | None:
    head, comma, tail = text.rstrip(".").partition(", ")
    if not comma or not 2 <= len(head.split()) <= 6 or len(tail.split()) < 5 or "," in tail or re.search(r"[.?!]", head):
        return None
    return text, f"{tail[0].upper()}{tail[1:]}, {head[0].lower()}{head[1:]}."


# What is left out at the start of a sentence is outside a quotation that begins with it, and no difference: these begin a sentence earlier.
BEGUN_EARLIER = {
    "negation dropped",
    "hedge dropped",
    "filler dropped",
    "repetition dropped",
    "adjective dropped",
    "article dropped",
    "clause moved",
}
CRITICAL = {"differs-critical"}
MINOR = {"differs-minor"}
CHANGES: dict[str, tuple[Change, set[str], str]] = {
    "number": (number, CRITICAL, "critical"),
    "number's scale": (scale, CRITICAL, "critical"),
    "negation dropped": (negation_dropped, CRITICAL, "critical"),
    "negation added": (negation_added, CRITICAL, "critical"),
    "modal": (modal, CRITICAL, "critical"),
    "hedge dropped": (hedge_dropped, CRITICAL, "critical"),
    "hedge added": (hedge_added, CRITICAL, "critical"),
    "quantifier": (quantifier, CRITICAL, "critical"),
    "name": (name, CRITICAL, "critical"),
    "day or month": (day, CRITICAL, "critical"),
    "unit": (swapped(UNITS), CRITICAL, "critical"),
    "opposite": (opposite, CRITICAL, "critical"),
    "adjective dropped": (adjective_dropped, CRITICAL, "critical"),
    "opposite not on our list": (unlisted, CRITICAL, "critical"),
    "synonym": (swapped(SYNONYMS), MINOR, "differs"),
    "tense": (swapped(TENSES), MINOR, "differs"),
    "article dropped": (article, MINOR, "differs"),
    "adverb added": (adverb_added, MINOR, "differs"),
    "clause moved": (moved, MINOR, "differs"),
    "filler dropped": (filler, {"clean"}, "cut"),
    "repetition dropped": (repetition, {"clean"}, "cut"),
    "cut with a mark": (cut_marked, {"shortened-marked"}, "cut"),
    "cut without a mark": (cut_unmarked, {"shortened"}, "cut"),
    "bracket": (bracket, {"shortened-marked"}, "cut"),
    "contraction": (contraction, {"normalised", "same"}, "form"),
    "number as digits": (digits, {"normalised", "same"}, "form"),
    "percent sign": (percent, {"normalised", "same"}, "form"),
    "British spelling": (spelling, {"normalised", "same"}, "form"),
    "marks and dashes": (typography, {"same"}, "form"),
}


def read_sentences(folder: Path, seed: int) -> list[tuple[str, str, str]]:
    """Sentences of 9 to 40 words with the sentences before and after them, shuffled."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n"):
            text = re.sub(r"^[A-Z][A-Z.' ]+: ", "", paragraph.strip())
            spans = sentences(text)
            for number, span in enumerate(spans):
                sentence = span.of(text)
                if (
                    9 <= len(sentence.split()) <= 40
                    and "(" not in sentence
                    and "[" not in sentence
                    and "..." not in sentence
                    and sentence[0].isupper()
                ):
                    before = spans[number - 1].of(text) if number else ""
                    after = spans[number + 1].of(text) if number + 1 < len(spans) else ""
                    found.append((before, sentence, after))
    random.Random(seed).shuffle(found)
    return found


def joins(folder: Path, seed: int, count: int) -> list[tuple[str, str]]:
    """Two sentences of one paragraph printed as one stretch, at least three sentences of it left out between."""
    dice, found = random.Random(seed), []
    for path in sorted(folder.glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n"):
            text = re.sub(r"^[A-Z][A-Z.' ]+: ", "", paragraph.strip())
            spans = sentences(text)
            if len(spans) >= 7:
                at = dice.randrange(0, len(spans) - 5)
                one, two = spans[at].of(text), spans[at + 4].of(text)
                if all(7 <= len(s.split()) <= 40 for s in (one, two)) and spans[at + 4].start - spans[at].end > 120:
                    found.append((text, f"{one} {two}"))
    dice.shuffle(found)
    return found[:count]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=130, help="changes of each kind")
    parser.add_argument("--wrong", action="store_true", help="show those that came back otherwise")
    parser.add_argument("--listed", action="store_true", help="draw hedges and adjectives from those that the rules list")
    parser.add_argument("--fresh", action="store_true", help="draw hedges and adjectives from lists written after the rules")
    options = parser.parse_args()
    if options.fresh:
        HEDGES[:], INNER_HEDGES[:], ADJECTIVES[:] = FRESH_HEDGES, FRESH_INNER_HEDGES, FRESH_ADJECTIVES
    unshared(options.listed)
    if not options.folder.is_dir():
        print(f"no transcripts at {options.folder}: nothing to do")
        return
    pool = read_sentences(options.folder, options.seed)
    answers: dict[str, collections.Counter[str]] = {}
    right: collections.Counter[str] = collections.Counter()
    for label, (change, wanted, _group) in CHANGES.items():
        dice = random.Random(f"{options.seed} {label}")
        answers[label] = collections.Counter()
        for before, sentence, after in pool:
            if sum(answers[label].values()) >= options.each:
                break
            made = change(dice, sentence)
            if made is None or made[0] == made[1]:
                continue
            printed = f"{before} {made[1]}".strip() if label in BEGUN_EARLIER else made[1]
            if label in BEGUN_EARLIER and not before:
                continue
            judge(label, f"{before} {made[0]} {after}".strip(), printed, wanted, answers, right, options.wrong)
    answers["two places joined"] = collections.Counter()
    for base, printed in joins(options.folder, options.seed, options.each):
        judge("two places joined", base, printed, {"joined"}, answers, right, options.wrong)
    print_table(answers, right)


def judge(
    label: str,
    base: str,
    printed: str,
    wanted: set[str],
    answers: dict[str, collections.Counter[str]],
    right: collections.Counter[str],
    is_loud: bool,
) -> None:
    result = compare(tokenize(base), tokenize(printed))
    answers[label][result.witness_class] += 1
    right[label] += result.witness_class in wanted
    if is_loud and result.witness_class not in wanted:
        print(f"[{label}] {result.witness_class}\n   base    {base}\n   printed {printed}")
        for region in result.regions:
            print(f"     {region.kind} {region.reason or ''}: {region.base_text!r} -> {region.witness_text!r}")


def print_table(answers: dict[str, collections.Counter[str]], right: collections.Counter[str]) -> None:
    print("| change | made | right | classes that came back |\n|---|---|---|---|")
    for label, counts in answers.items():
        made = sum(counts.values())
        share = right[label] / made if made else 0.0
        print(f"| {label} | {made} | {share:.3f} | {', '.join(f'{name} {n}' for name, n in counts.most_common())} |")
    groups = collections.defaultdict(list)
    for label, (_, _, group) in CHANGES.items():
        groups[group].append(label)
    made = {group: sum(sum(answers[label].values()) for label in labels) for group, labels in groups.items()}
    total = sum(sum(counts.values()) for counts in answers.values())
    critical = sum(answers[label]["differs-critical"] for label in groups["critical"])
    form = sum(answers[label]["differs-critical"] for label in groups["form"])
    print(f"\n{total} changes. Critical ones that came back critical: {critical / made['critical']:.3f} of {made['critical']}.")
    print(f"Changes of form alone that came back critical: {form} of {made['form']}.")
    others = sum(answers[label]["differs-critical"] for group in ("differs", "cut") for label in groups[group])
    print(f"Other changes that came back critical: {others} of {made['differs'] + made['cut']}.")


if __name__ == "__main__":
    main()
