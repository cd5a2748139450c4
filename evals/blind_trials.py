"""Trials of the comparison with words that whoever writes its rules has not seen.

    python evals/blind_trials.py ../shared/data/record/transcripts --rows

As ``collation_trials.py``, one change at a time to real sentences, seeded; but every list (hedges, adjectives, opposites, quantifiers,
modals, negations, units, dates, names, and forms of one word) stands in ``blind_lists*.toml``, written from grammars of hedging and stance
without a look at ``onrecord.collation``. Whoever works on the rules runs this with ``--rows``, which tells how many came back critical and
never which, and does not open the lists: once they have been seen they measure nothing.

Each word is used about as often as any other of its row. Rows are of groups: ``critical`` changes the sense, and so does ``frame`` (the
speaker's own way of not quite saying it); ``form`` does not change it; ``manner`` describes (praise, colour, the manner of a deed).
``added``, a telling adjective put in, counts in none of the totals: the house's rule is about those that are dropped. Where a change
touches an edge of the sentence its neighbours are printed too: a quotation may begin behind "I think" without telling so.
"""

from __future__ import annotations

import argparse
import collections
import random
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from collation_trials import NOT_NOUNS, put_before, read_sentences

from onrecord.collation.classes import compare
from onrecord.collation.tokens import tokenize

LISTS = {name: Path(__file__).with_name(file) for name, file in (("first", "blind_lists.toml"), ("later", "blind_lists_later.toml"))}
Made = tuple[str, str, str] | None  # the word that was used, the base, what is printed
Change = Callable[[random.Random, str], Made]

# A sentence that states something, so that "I believe" can stand before it.
STATES = re.compile(r"(?:I|We|They|He|She|It|You|The|There|These|Those|Our|My|People|That|This)(?:['’](?:s|re|m|ve|ll))?\s[^?]*$")
IS = re.compile(r"\b(?:is|are|was|were)(?=\s+(?!not\b|no\b|I\b|we\b|you\b|they\b|he\b|she\b|it\b|there\b)[a-z])")
AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would)(?=\s+(?!not\b|no\b|I\b|we\b|you\b|they\b|he\b|she\b|it\b|there\b)[a-z])")
DOES = re.compile(
    r"\b(?:I|we|they|you|people)(?=\s+(?:say|do|make|take|get|go|use|come|see|win|give|work|call|tell|talk|want|need|pay|put|hear|look|spend|help)\b)"
)
WILL = re.compile(
    r"\b(?:(?:I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Yy]ou|people) (?:will|would)|(?:I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Yy]ou)['’]ll)"
    r"(?=\s+(?:be|do|make|take|get|go|have|win|build|bring|give|say|see|find|keep|tell|come|use|pay|put|stop|fix|end|cut|sign|ask|start)\b)"
)
PREDICATE = re.compile(
    r"\b(?:is|are|was|were|['’](?:s|re))\s+(?=(?:good|bad|strong|weak|happy|sad|important|big|tough|smart|rich|poor|wrong|clear|hard|easy|dangerous"
    r"|sick|angry|simple|different|interesting|difficult|expensive|popular|stupid|crazy|complicated|unhappy|disappointed|surprised|tired)\b)"
)
NUMBERED = re.compile(
    r"(?<!about )(?<!than )(?<!the )\b(?<![\d,.$-])\d[\d,.]*(?=\s+(?:percent|million|billion|trillion|thousand|people|[a-z]{4,}s)\b)"
)
NOUN = re.compile(r"\b(?:the|our|their|these|those|any|your|my|his) ([a-z]{4,})\b")
NUMERAL = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty"
    r"|hundred|thousand|million|billion|few|many|several|a)"
)
TENS = r"(?:hundred|thousand|and|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
ONES = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
BEFORE_ADJECTIVE = re.compile(
    r"(?i)\b(?:the|an?|our|their|my|your|his|her|its|any|no|some|all|many|more|these|those|every|of|in|for|with|by|on|from|against|about) $"
)
TIES = set(
    "like another basis will would can could has have had and or but of to in on at is are was were be than that as for with from by about"
    " so if the a an not he she it they we you i who which when".split()
)


def one_of(found: Iterable[re.Match[str]], dice: random.Random) -> re.Match[str] | None:
    """Return one of the places found, else None."""
    held = list(found)
    return dice.choice(held) if held else None


def lowered(text: str) -> str:
    return text if re.match(r"I\b", text) else text[0].lower() + text[1:]


def turned(made: Change) -> Change:
    """Return the change the other way round: what was taken out is put in."""

    def change(dice: random.Random, text: str) -> Made:
        got = made(dice, text)
        return (got[0], got[2], got[1]) if got else None

    return change


def without(words: list[str], place: re.Pattern[str]) -> Change:
    """Return a change that drops one of the words, standing behind a place in the sentence."""

    def change(dice: random.Random, text: str) -> Made:
        match = one_of(place.finditer(text), dice)
        word = dice.choice(words)
        if match is None or re.search(rf"\b{re.escape(word)}\b", text):
            return None
        before, after = text[: match.end()].rstrip(), text[match.end() :].lstrip()
        return word, f"{before} {word} {after}", text

    return change


def without_before(words: list[str], place: re.Pattern[str]) -> Change:
    """Return a change that drops one of the words, standing before a place in the sentence."""

    def change(dice: random.Random, text: str) -> Made:
        match = one_of(place.finditer(text), dice)
        word = dice.choice(words)
        return (word, put_before(text, match.start(), word), text) if match else None

    return change


def without_head(words: list[str]) -> Change:
    def change(dice: random.Random, text: str) -> Made:
        word = dice.choice(words)
        if not STATES.match(text) or re.match(r"I\s+(?:think|believe|guess|suppose|mean|feel|hope)\b", text):
            return None
        return word, f"{word[0].upper()}{word[1:]} {lowered(text)}", text

    return change


def without_adverb_at_head(words: list[str]) -> Change:
    made = without_head([f"{word}," for word in words])

    def change(dice: random.Random, text: str) -> Made:
        got = made(dice, text)
        return (got[0].rstrip(","), *got[1:]) if got else None

    return change


def without_tail(words: list[str]) -> Change:
    def change(dice: random.Random, text: str) -> Made:
        word = dice.choice(words)
        return (word, f"{text[:-1]}, {word}.", text) if STATES.match(text) and text.endswith(".") else None

    return change


def without_parenthesis(words: list[str]) -> Change:
    made = without([f", {word}," for word in words], AUXILIARY)

    def change(dice: random.Random, text: str) -> Made:
        got = made(dice, text)
        return (got[0].strip(", "), got[1].replace(" , ", ", "), got[2]) if got else None

    return change


def found_there(words: list[str], *, is_noun_behind: bool = False) -> Change:
    """Return a change that drops a word where the speaker really said it."""
    places = {word: re.compile(rf"(?<![\w'’-]){re.escape(word)}(?![\w'’-])") for word in words}

    def change(dice: random.Random, text: str) -> Made:
        found = [(word, match) for word, place in places.items() if word in text for match in place.finditer(text)]
        if is_noun_behind:
            found = [(w, m) for w, m in found if (n := re.match(r" ([a-z]{3,})\b", text[m.end() :])) and n[1] not in TIES]
            found = [(w, m) for w, m in found if BEFORE_ADJECTIVE.search(text[: m.start()])]
        if not found:
            return None
        word, match = dice.choice(found)
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip(" ,")
        if re.search(r"\ban?$", before) and after:
            before = re.sub(r"\ban?$", "an" if after[0] in "aeiou" else "a", before)
        after = after if before else after[:1].upper() + after[1:]
        return word, text, f"{before} {after}".strip()

    return change


def noun_described(words: list[str]) -> Change:
    def change(dice: random.Random, text: str) -> Made:
        match = one_of((m for m in NOUN.finditer(text) if m[1] not in NOT_NOUNS and m[1] not in words), dice)
        word = dice.choice(words)
        return (word, put_before(text, match.start(1), word), text) if match else None

    return change


def swapped(swaps: list[list[object]], before: str = "") -> Change:
    """Return a change that puts another word for one of the list, where it stands (behind ``before``, a pattern, where one is given)."""
    table = [(word, re.compile(rf"{before}(?<![\w'’-]){re.escape(str(word))}(?![\w'’-])"), others) for word, others in swaps]

    def change(dice: random.Random, text: str) -> Made:
        found = [(str(word), match, others) for word, place, others in table if str(word) in text for match in place.finditer(text)]
        if not found:
            return None
        word, match, others = dice.choice(found)
        other = dice.choice(others) if isinstance(others, list) else str(others)
        start = match.end() - len(word)
        return word, text, re.sub(r"  +", " ", text[:start] + other + text[match.end() :])

    return change


def either_way(pairs: list[list[str]]) -> Change:
    return swapped([[word, [other]] for pair in pairs for word, other in (pair, pair[::-1])])


def number(dice: random.Random, text: str) -> Made:
    """Another number: a figure more or less, a nought more, another share."""
    match = one_of(re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-]|[.,]\d)", text), dice)
    if match is None:
        return None
    value = match.group()
    more = str(int(value.replace(",", "").split(".")[0]) + dice.randint(2, 9))
    other = dice.choice([f"{value}0" if "." not in value else f"1{value}", f"{value}5", more])
    return value, text, text[: match.start()] + other + text[match.end() :]


def percent(dice: random.Random, text: str) -> Made:
    changed = re.sub(r"(\d) percent\b", r"\1%", text)
    return ("percent", text, changed) if changed != text else None


def in_digits(numbers: list[list[str]]) -> Change:
    made = swapped([[word, [digits]] for word, digits in numbers])

    def change(dice: random.Random, text: str) -> Made:
        got = None if re.search(rf"(?i)\b{TENS}[ -]{ONES}\b", text) else made(dice, text)
        is_part = got and re.search(rf"\b(?:and|{ONES}|\d+) {got[0]}\b|\b{got[0]} (?:and|hundred|{ONES}|\d)", text)
        return None if is_part else got

    return change


def typed(name: str, write: Callable[[str], str]) -> Change:
    def change(dice: random.Random, text: str) -> Made:
        changed = write(text)
        return (name, text, changed) if changed != text else None

    return change


TYPED: list[tuple[str, Callable[[str], str]]] = [
    ("capitals", str.upper),
    ("small letters", str.lower),
    ("title case", lambda text: re.sub(r"\b[a-z]", lambda m: m[0].upper(), text)),
    ("curly apostrophe", lambda text: text.replace("'", "’")),
    ("modifier apostrophe", lambda text: re.sub(r"['’]", "ʼ", text)),
    ("em dash for comma", lambda text: text.replace(", ", " — ", 1)),
    ("dash without space", lambda text: text.replace(", ", "—", 1)),
    ("en dash for comma", lambda text: text.replace(", ", " – ", 1)),
    ("two hyphens", lambda text: text.replace(", ", " -- ", 1)),
    ("semicolon", lambda text: text.replace(", ", "; ", 1)),
    ("commas left out", lambda text: re.sub(r", (?=[a-z])", " ", text)),
    ("comma at the end", lambda text: text.rstrip(".") + ","),
    ("no stop", lambda text: text.rstrip(".")),
    ("exclamation", lambda text: text.rstrip(".") + "!"),
    ("hard space", lambda text: text.replace(" ", "\u00a0", 3)),
    ("thin space", lambda text: text.replace(" ", "\u2009", 2)),
    ("broken line", lambda text: text.replace(" ", "\n", 4).replace("\n", " ", 3)),
    ("soft hyphen", lambda text: re.sub(r"([a-z]{4})([a-z]{4})", "\\1\u00ad\\2", text, count=1)),
    ("no-break hyphen", lambda text: text.replace("-", "\u2011")),
    ("ligature", lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ")),
    ("double spaces", lambda text: text.replace(" ", "  ", 2)),
    ("zero-width space", lambda text: text.replace(" ", " \u200b", 1)),
    ("wide comma", lambda text: text.replace(", ", " , ", 1)),
    ("starred words", lambda text: re.sub(r" ([a-z]{5,}) ", r" *\1* ", text, count=1)),
]

# Words that mostly mean something else where they are really said.
OTHERWISE = {
    *"some about around circa almost broadly mildly only under over roughly regularly".split(),
    "next to",
    "as good as",
    "close to being",
}


def changes_of(lists: dict[str, Any]) -> dict[str, tuple[Change, str]]:
    """Return the rows: what each is called, the change, and its group."""
    words, phrases, adjectives, form = lists["hedge_words"], lists["hedge_phrases"], lists["adjectives"], lists["form"]
    stance, degree = without(words["stance"], AUXILIARY), without(words["degree"], PREDICATE)
    number_hedge = without_before(words["number"], NUMBERED)
    at_head, at_end = without_adverb_at_head([word for word in words["stance"] if word != "likely"]), without_tail(phrases["tail"])
    between = without_parenthesis(phrases["inside"])
    really = sorted({word for held in words.values() for word in held} - OTHERWISE)
    frames = [phrase.removesuffix(" that") for phrase in phrases["head"] if re.match("I|We|They", phrase) and not phrase.endswith(",")]
    frames = [frame for frame in frames if not frame.startswith("If ")]
    return {
        "hedge of one word, at the head, dropped": (at_head, "critical"),
        "hedge of one word, at the head, added": (turned(at_head), "critical"),
        "hedge of one word, inside, dropped": (stance, "critical"),
        "hedge of one word, inside, added": (turned(stance), "critical"),
        "hedge really said, dropped": (found_there(really), "critical"),
        "extent dropped": (without(words["extent"], IS), "critical"),
        "extent added": (turned(without(words["extent"], IS)), "critical"),
        "how often, dropped": (without(words["often"], DOES), "critical"),
        "how often, added": (turned(without(words["often"], DOES)), "critical"),
        "degree dropped": (degree, "critical"),
        "degree added": (turned(degree), "critical"),
        "about a number, dropped": (number_hedge, "critical"),
        "about a number, added": (turned(number_hedge), "critical"),
        "phrase at the head, dropped": (without_head(phrases["head"]), "frame"),
        "phrase at the head, added": (turned(without_head(phrases["head"])), "frame"),
        "frame really said, dropped": (found_there(frames), "frame"),
        "phrase at the end, dropped": (at_end, "frame"),
        "phrase at the end, added": (turned(at_end), "frame"),
        "phrase inside, dropped": (without(phrases["inside"][:7], AUXILIARY), "critical"),
        "phrase between commas, dropped": (between, "frame"),
        "phrase between commas, added": (turned(between), "frame"),
        "phrase of degree dropped": (without(phrases["degree"], PREDICATE), "critical"),
        "phrase before a number, dropped": (without_before(phrases["number"], NUMBERED), "critical"),
        "phrase before a number, added": (turned(without_before(phrases["number"], NUMBERED)), "critical"),
        "phrase after a number, dropped": (without(phrases["after_number"], NUMBERED), "critical"),
        "adjective really said, dropped": (found_there(adjectives["sense"], is_noun_behind=True), "critical"),
        "adjective dropped": (noun_described(adjectives["sense_added"]), "critical"),
        "adjective added": (turned(noun_described(adjectives["sense_added"])), "added"),
        "opposite": (either_way(lists["opposites"]["pairs"]), "critical"),
        "polarity in a phrase": (swapped(lists["polarity"]["swaps"]), "critical"),
        "quantifier": (swapped(lists["quantifiers"]["swaps"]), "critical"),
        "modal": (swapped(lists["modals"]["swaps"]), "critical"),
        "negation taken out or turned": (swapped(lists["negations"]["swaps"]), "critical"),
        "negation put back": (turned(swapped(lists["negations"]["swaps"])), "critical"),
        "negation after be, added": (turned(without(lists["negations"]["be"], IS)), "critical"),
        "negation after be, dropped": (without(lists["negations"]["be"], IS), "critical"),
        "negation before a verb, added": (turned(without(lists["negations"]["verb"], WILL)), "critical"),
        "negation before a verb, dropped": (without(lists["negations"]["verb"], WILL), "critical"),
        "unit": (swapped(lists["units"]["swaps"], before=rf"\b(?:{NUMERAL}) "), "critical"),
        "date": (swapped(lists["dates"]["swaps"], before="(?<!the )"), "critical"),
        "name": (swapped(lists["names"]["swaps"]), "critical"),
        "number": (number, "critical"),
        "typography": (lambda dice, text: typed(*dice.choice(TYPED))(dice, text), "form"),
        "spelling": (either_way(form["spelling"]), "form"),
        "contraction": (either_way(form["contractions"]), "form"),
        "as spoken": (either_way(form["spoken"]), "form"),
        "abbreviation": (either_way([pair for pair in form["abbreviations"] if "%" not in pair]), "form"),
        "percent": (percent, "form"),
        "digits": (in_digits(form["numbers"]), "form"),
        "praise or colour dropped": (found_there(adjectives["colour"], is_noun_behind=True), "manner"),
        "manner added": (turned(without(lists["adverbs"]["manner"], DOES)), "manner"),
    }


SENSE = ("critical", "frame")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--each", type=int, default=80, help="changes of each row")
    parser.add_argument("--lists", choices=sorted(LISTS), default="first", help="which lists; the later ones are for the end of the work")
    parser.add_argument("--rows", action="store_true", help="shares of each row and nothing else: no word is told")
    parser.add_argument("--wrong", action="store_true", help="show those that came back otherwise (not for whoever writes the rules)")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"no transcripts at {options.folder}: nothing to do")
        return
    pool = read_sentences(options.folder, options.seed)
    print("| change | group | made | came back critical |\n|---|---|---|---|")
    totals: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    missed: dict[str, collections.Counter[str]] = {}
    lists = tomllib.loads(LISTS[options.lists].read_text(encoding="utf-8"))
    for label, (change, group) in changes_of(lists).items():
        tries = trials(pool, change, random.Random(f"{options.seed} {label}"), options.each)
        found = [(word, base, printed, came_critical(base, printed)) for word, base, printed in tries]
        count = sum(is_critical for *_, is_critical in found)
        print(f"| {label} | {group} | {len(found)} | {count / max(len(found), 1):.3f} |")
        totals[group][0] += count
        totals[group][1] += len(found)
        missed[label] = collections.Counter(word for word, _, _, is_critical in found if is_critical != (group in SENSE))
        if options.wrong:
            for word, base, printed, is_critical in found:
                if is_critical != (group in SENSE):
                    print(f"[{label}: {word}]\n   base    {base}\n   printed {printed}")
    critical, made = (sum(totals[group][side] for group in SENSE) for side in (0, 1))
    print(f"\n{sum(of for _, of in totals.values())} changes. Critical ones that came back critical: {critical / made:.3f} of {made}.")
    print(f"Changes of form alone that came back critical: {totals['form'][0]} of {totals['form'][1]}.")
    print(f"Praise and manner that came back critical: {totals['manner'][0]} of {totals['manner'][1]}.")
    if not options.rows:
        for label, words in missed.items():
            if words:
                print(f"{label}: {', '.join(f'{word} {n}' for word, n in words.most_common())}")


def trials(pool: list[tuple[str, str, str]], change: Change, dice: random.Random, wanted: int) -> list[tuple[str, str, str]]:
    """Return up to ``wanted`` changes as word, base in its context, printed; no word more than a few times until all others are used up."""
    made: list[tuple[str, str, str]] = []
    used: collections.Counter[str] = collections.Counter()
    seen: set[tuple[str, str]] = set()
    for cap in (1, 2, 3, 5, wanted):
        for before, sentence, after in pool:
            got = change(dice, sentence) if len(made) < wanted else None
            if got is None or used[got[0]] >= cap or got[1] == got[2] or got[1:] in seen:
                continue
            printed = got[2]
            if got[1][:4].lower() != printed[:4].lower() or got[1][-4:] != printed[-4:]:
                if not (before and after):
                    continue
                printed = f"{before} {printed} {after}"
            used[got[0]] += 1
            seen.add((got[1], got[2]))
            made.append((got[0], f"{before} {got[1]} {after}".strip(), printed))
    return made


def came_critical(base: str, printed: str) -> bool:
    return compare(tokenize(base), tokenize(printed)).witness_class == "differs-critical"


if __name__ == "__main__":
    main()
