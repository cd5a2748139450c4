"""Invented bulletins: what one desk writes by one form, again and again, about other things: ``python evals/stories_bulletins.py``.

Six forms (results, closing prices, the weather, matches, verdicts, earthquakes), each filled in by one outlet on a dozen days with names,
figures and turns drawn by fixed seeds. Each is an event of its own. Prints how many stories are made of each form, the largest beside it.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from msgspec import structs

from onrecord import linking
from onrecord.dates import find_dates
from onrecord.models import load_encoder
from onrecord.records import Report
from onrecord.stories import features, leads_of

SYLLABLES = "bar bel cor dan del fen gar hal kel lan mor nor pel ran sel tor ven wel yar zan".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
Filled = tuple[str, str]


def name(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(3)).capitalize()


def results(dice: random.Random) -> Filled:
    firm, first, last, town = (name(dice) for _ in range(4))
    profit, revenue = dice.randrange(20, 900), dice.randrange(900, 6000)
    return f"{firm} reports quarterly results", (
        f"{firm} plc said on {dice.choice(DAYS)} that its pre-tax profit {dice.choice(('rose', 'fell', 'climbed', 'slipped'))} by "
        f"{dice.randrange(3, 40)} per cent to {profit} million pounds in the three months to the end of June. Revenue at the "
        f"{town}-based company was {revenue} million pounds, compared with {revenue - profit} million in the same period of last year. "
        f"Chief executive {first} {last} said the group had made good progress in difficult markets and remained confident of meeting "
        f"its targets for the full year. The board declared an interim dividend of {dice.randrange(2, 30)}.{dice.randrange(10)} pence "
        f"a share, payable in October to shareholders on the register at the end of August. Shares in {firm} were "
        f"{dice.choice(('up', 'down'))} {dice.randrange(1, 9)} per cent at {dice.randrange(90, 999)} pence in early trading."
    )


def market(dice: random.Random) -> Filled:
    riser, analysts, faller, country = (name(dice) for _ in range(4))
    moved = ("up", "down")
    return f"Stocks close {dice.choice(('higher', 'lower', 'flat'))}", (
        f"The Marrow 100 index of leading shares closed {dice.choice(moved)} {dice.randrange(5, 90)} points at "
        f"{dice.randrange(5000, 7999)} on {dice.choice(DAYS)}, led by "
        f"{dice.choice(('banks', 'miners', 'retailers', 'oil companies'))}. The broader Marrow 250 was {dice.choice(moved)} "
        f"{dice.randrange(5, 90)} points at {dice.randrange(15000, 19999)}. The biggest riser was {riser}, which gained "
        f"{dice.randrange(2, 9)} per cent after an upgrade by analysts at {analysts}. The biggest faller was {faller}, which lost "
        f"{dice.randrange(2, 9)} per cent. Volume was {dice.randrange(300, 900)} million shares. The crown was "
        f"{dice.choice(('firmer', 'weaker'))} against the dollar at 1.{dice.randrange(10, 60)}. Brent crude stood at "
        f"{dice.randrange(50, 110)} dollars a barrel and gold at {dice.randrange(1100, 1900)} dollars an ounce. In {country}, trading "
        "was closed for a public holiday."
    )


def weather(dice: random.Random) -> Filled:
    inland, coast, south = (name(dice) for _ in range(3))
    return "Weather: the outlook", (
        f"{dice.choice(DAYS)} will begin {dice.choice(('dry and bright', 'cloudy', 'misty', 'wet and windy'))} in most places, with "
        f"{dice.choice(('rain', 'showers', 'sleet', 'sunny spells'))} spreading from the {dice.choice(('west', 'east', 'north'))} by "
        f"the afternoon. Temperatures will reach {dice.randrange(4, 28)} degrees in {inland} and {dice.randrange(4, 28)} on the coast "
        f"at {coast}. Winds will be {dice.choice(('light', 'moderate', 'fresh'))} from the {dice.choice(('west', 'south', 'north'))}. "
        f"Overnight it will stay {dice.choice(('cloudy', 'clear', 'frosty'))}, with lows of {dice.randrange(0, 12)} degrees inland. "
        f"The outlook for the following days is {dice.choice(('unsettled', 'settled', 'changeable'))}, with the best of the sunshine "
        f"around {south}. Forecasters at the weather service said the pollen count would be {dice.choice(('low', 'high', 'moderate'))}."
    )


def match(dice: random.Random) -> Filled:
    home, away, scorer, other, ground, manager = (name(dice) for _ in range(6))
    return f"{home} {dice.randrange(5)}-{dice.randrange(5)} {away}", (
        f"{scorer} scored {dice.choice(('twice', 'the winner', 'a late equaliser'))} as {home} "
        f"{dice.choice(('beat', 'drew with', 'lost to'))} {away} at {ground} Park on Saturday. {other} had put the home side ahead "
        f"after {dice.randrange(2, 40)} minutes with a header from a corner, but the visitors were level before half-time. The home "
        f"manager, {manager}, said his players had given everything and that he could not fault the effort. The result leaves {home} "
        f"{dice.choice(('third', 'eighth', 'bottom', 'top'))} in the table with {dice.randrange(10, 60)} points from "
        f"{dice.randrange(20, 38)} games. {away} are away next week. The attendance was {dice.randrange(1000, 40000)}."
    )


def verdict(dice: random.Random) -> Filled:
    first, last, town, court, road, judge = (name(dice) for _ in range(6))
    return f"{town} man jailed", (
        f"A man from {town} has been jailed for {dice.randrange(2, 19)} years after admitting "
        f"{dice.choice(('burglary', 'fraud', 'robbery', 'assault', 'arson'))}. {first} {last}, {dice.randrange(19, 70)}, of {road} "
        f"Road, pleaded guilty at {court} Crown Court on {dice.choice(DAYS)}. The court heard that the offence took place in "
        f"{dice.choice(('March', 'April', 'May'))} and that he was arrested the following day. In mitigation, his lawyer said that he "
        f"was sorry for what he had done and had been under great pressure at the time. Sentencing, Judge {judge} said: “This was a "
        "serious offence and only an immediate custodial sentence can be justified.” He was also ordered to pay a surcharge of "
        f"{dice.randrange(100, 200)} pounds."
    )


def earthquake(dice: random.Random) -> Filled:
    town, country, other = (name(dice) for _ in range(3))
    return f"Earthquake strikes near {town}", (
        f"An earthquake of magnitude {dice.randrange(4, 7)}.{dice.randrange(10)} struck {dice.randrange(10, 90)} kilometres "
        f"{dice.choice(('north', 'south', 'east', 'west'))} of {town}, {country}, on {dice.choice(DAYS)}, the geological survey said. "
        f"The quake hit at a depth of {dice.randrange(8, 90)} kilometres at {dice.randrange(1, 12)}.{dice.randrange(10, 59)} local "
        "time. There were no immediate reports of damage or casualties. No tsunami warning was issued. The region lies on a "
        f"seismically active belt where tremors are common. A resident of {other} said that buildings had shaken for about "
        f"{dice.randrange(10, 50)} seconds."
    )


FORMS: tuple[Callable[[random.Random], Filled], ...] = (results, market, weather, match, verdict, earthquake)


def bulletins(count: int = 12, is_dated: bool = True) -> list[tuple[Report, str]]:
    """(report, event): ``count`` of each form, three days apart."""
    rows = []
    for place, form in enumerate(FORMS):
        for number in range(count):
            title, text = form(random.Random(f"{form.__name__} {number}"))
            day = f"2024-{3 + number // 9:02d}-{1 + number % 9 * 3:02d}" if is_dated else None
            told = f"{form.__name__}-{number:02d}"
            rows.append((Report(report_id=told, outlet=f"Outlet {place}", title=title, text=text, published=day), told))
    return rows


def main() -> None:
    encoder = load_encoder()
    for is_dated in (True, False):
        known = {}
        for report, told in bulletins(is_dated=is_dated):
            known[told] = features(report, encoder.encode(leads_of(report)), dates=find_dates(report))
        nowhere = {told: structs.replace(one, outlet=None) for told, one in known.items()}
        for label, held in (("one outlet each", known), ("outlets unknown", nowhere)):
            groups = linking.group_all(held)
            print(f"{'with' if is_dated else 'without'} dates, {label}: {len(groups)} stories of {len(held)} events")
            for form in FORMS:
                sizes = sorted((len(each.report_ids) for each in groups if each.report_ids[0].startswith(form.__name__)), reverse=True)
                print(f"  {form.__name__:12} {len(sizes):2} stories, the largest of {sizes[0]}")


if __name__ == "__main__":
    main()
