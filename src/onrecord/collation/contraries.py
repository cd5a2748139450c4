"""Phrases that turn a sentence round: refusing and failing, for and against, because and despite, must and may, last week and next week."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.collation.align import Column
from onrecord.collation.lexicon import STRICT_NEGATIONS, stem
from onrecord.collation.patterns import Patterns, lines_of, verb_forms, word_set
from onrecord.collation.tokens import Words

_AROUND: Final = 2  # words on each side of a difference that a phrase may take in
_MOST: Final = 7  # words; a longer difference says something else altogether
_CLASSES: Final = {
    "REFUSE": verb_forms("fail refuse decline neglect omit =omitted =omitting cease forget =forgot =forgotten =forgetting hesitate "
                         "struggle pretend hate dread =scorn"),
    "AVOID": verb_forms("avoid deny =denied refrain abstain desist =shun evade eschew =quit =quits =quitting resist forgo =forgoes "
                        "=forwent balk recoil =shrink =shrank"),
    "STOP": verb_forms("cease halt discontinue abandon scrap shelve ignore overlook =stop =stops =stopped =stopping =cancel =cancels "
                       "=canceled =canceling =skip =skips =skipped =skipping =quit =quits"),
    "DEGREE": word_set("very too so how precious pretty awfully exceedingly"),
    "LACK": verb_forms("lack =lacking") | word_set("absence dearth scarcity shortage"),
    "PREVENT": verb_forms("prevent prohibit dissuade discourage deter =deterred =deterring =keep =kept =keeps block bar =barred =barring "
                          "=stop =stopped =stops forbid =forbidden =forbade"),
    "TIME": word_set("day week month year decade century night morning evening weekend summer winter spring autumn fall season term "
                     "quarter session monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
                     "august september october november december election round time"),
    "SPAN": word_set("minute minutes hour hours day days week weeks month months year years decade decades century centuries fortnight"),
    "RISE": verb_forms("rise =rose =risen =rising increase grow =grew =grown climb gain soar surge expand double jump improve recover") ,
    "FALL": verb_forms("fall =fell =fallen =falling decrease drop =dropped =dropping shrink =shrank =shrunk decline plunge plummet "
                       "=lose =lost slump =cut =cuts =cutting worsen deteriorate sink =sank =sunk"),
}  # fmt: skip
# Each axis has a reason, and values that exclude each other; words to choose from, classes and "?" as in `patterns`.
_AXES: Final = """
negation one REFUSE to
negation one AVOID
negation one AVOID from
negation one LACK of?
negation one PREVENT from
negation one far from
negation one anything/everything but
negation one stop/stops/stopped/stopping/fall/falls/fell/falling short of
negation one nowhere/nothing near/like
negation one a far cry from
negation one shy/shied/shies/shying away from
negation one unable/unwilling/reluctant/loath/powerless/disinclined to
negation one out of the question
negation one have/has/had/is/are/was/were yet to
negation one devoid/bereft/free/void/empty/rid/clear/stripped/robbed/deprived/drained/ignorant/innocent of
negation one exempt/immune/excused/spared/protected/safe/absent/excluded/barred/banned/missing/free/removed from
negation one immune/closed/deaf/blind/indifferent to
negation one lacking/wanting/deficient/low/poor in
negation one short/light on
negation one independent of
negation one STOP
negation one call/calls/called/calling off
negation one put/puts/putting off/aside
negation one do/does/did/done/doing away with
negation one give/gives/gave/given/giving up on?
negation one walk/walks/walked/walking away from
negation one back/backs/backed/backing/opt/opts/opted/opting/pull/pulls/pulled/pulling/drop/dropped/dropping out of?
negation one rule/rules/ruled/ruling out
negation one turn/turns/turned/turning/vote/votes/voted/voting/shoot/shot/strike/struck down
negation one vote/votes/voted/voting/come/comes/came/speak/spoke/spoken/argue/argued out? against
negation one lose/loses/lost/losing sight of
negation one in the dark
negation one less/other than
negation one the? exact/very/direct? opposite/reverse/antithesis of
negation one a? long/far/great way/distance/cry from/off
negation one scant/insufficient/inadequate/negligible/meager
negation one DEGREE little/few
negation one little if any
negation one few if any
negation one incapable/unaware/wary/skeptical/afraid of
negation one hesitant/slow/afraid/ashamed/ill/hard/pressed equipped/prepared/placed/pressed? to
negation one opposed/averse/hostile to
negation one lest
negation one in vain
negation one to no avail
negation one on/upon hold/ice
negation one steer/steers/steered/steering/stay/stays/stayed/staying/keep/keeps/kept/keeping clear of
negation one stay/stays/stayed/staying/keep/keeps/kept/keeping/back/backed/backing/turn/turned/turning/run/ran/running away from
negation one back/backs/backed/backing/climb/climbed/climbing down from/on?
negation one go/goes/went/gone/going back on
negation one renege/reneges/reneged/reneging on?
negation one fall/falls/fell/fallen/falling through/apart
negation one come/comes/came/coming to nothing
negation one get/gets/got/getting rid of
negation one have/has/had second thoughts/doubts about/on
negation one wash/washed/washes hands of
negation one turn/turns/turned/turning a blind eye to
negation one turn/turns/turned/turning their/his/her/its/our/my/your/a back/backs on
negation one look/looks/looked/looking the other way
negation one cut/cuts/cutting/sever/severed/severing ties/links with
negation one part/parted/parting ways/company with
negation one save/but for
negation one in lieu/place of
negation one off limits to?
negation one yet/still/forbidden/banned to
negation one the last to
negation one out of reach/order/use/favor/stock/service/action/touch/date/bounds
negation one stand/stands/stood/standing in the way of
negation one the last thing/person/place
polarity side=for in/with favor/support of
polarity side=for for/behind/supporting/backing/favoring/endorsing
polarity side=for supportive of
polarity side=for on the side of
polarity side=against against/opposing/anti/resisting
polarity side=against opposed/hostile/averse to
polarity side=against in opposition to
polarity cause=thus because/owing/due/thanks of/to
polarity cause=thus on account/the account/strength of
polarity cause=thus as a result of
polarity cause=thus by virtue of
polarity cause=yet despite/notwithstanding
polarity cause=yet in spite/defiance of
polarity cause=yet regardless/irrespective of
polarity cause=thus because
polarity cause=yet although/though
polarity cause=yet even though/if/as
polarity with=in including/plus
polarity with=in as well as
polarity with=in along/together with
polarity with=in in addition to
polarity with=out excluding/except/barring/minus
polarity with=out except for/when/in/to
polarity with=out other/rather than
polarity with=out apart/aside from
polarity with=out instead of
polarity with=out with the exception of
polarity with=in with
polarity with=out without
polarity if=yes if/provided/providing/once/whenever/when
polarity if=yes as/so long as
polarity if=even even if/when
polarity if=no unless
polarity if=no until/till
polarity if=no except/not if/when
date when=during when/while/during/amid/throughout
date when=before before/until/till/by
date when=before prior/up to
date when=before ahead/in advance? of
date when=after after/following/since
date when=after in the wake/aftermath of
date when=after subsequent to
polarity way=to to/toward/into/onto
polarity way=to in the direction of
polarity way=to closer/nearer to
polarity way=from from/off
polarity way=from away from
polarity way=from out of
polarity way=from further/farther from
polarity place=in in/inside/within/on
polarity place=out out/outside of?
polarity place=out off
polarity place=out beyond
polarity high=up above/over/atop
polarity high=up on top of
polarity high=down below/under/beneath/underneath
polarity front=front in front of
polarity front=front ahead of
polarity front=back behind
polarity front=back in back of
polarity rule=with in line/accordance/keeping/agreement/harmony with
polarity rule=with consistent/compatible/compliant with
polarity rule=with according to
polarity rule=against at odds/variance with
polarity rule=against contrary to
polarity rule=against in breach/violation/defiance/contravention/conflict of/with
polarity rule=against inconsistent/incompatible with
polarity trend=up on the rise/increase/up/mend
polarity trend=up going/go/goes/went up
polarity trend=up RISE
polarity trend=down on the decline/wane/decrease/slide
polarity trend=down in decline/retreat
polarity trend=down going/go/goes/went down
polarity trend=down FALL
polarity pace=fast speed/speeds/speeding/sped/step/steps/stepped/stepping/ramp/ramps/ramped/ramping/scale/scaled/scaling up
polarity pace=slow slow/slows/slowed/slowing/scale/scaled/scaling/ramp/ramped/ramping/wind/winding/wound down
polarity pace=slow cut/cuts/cutting/scale/scaled/scaling/roll/rolls/rolled/rolling/pull/pulled/pulling/hold/held/holding back
polarity join=in sign/signs/signed/signing/sign up/on for/to?
polarity join=in join/joins/joined/joining/enter/entered/entering
polarity join=in opt/opts/opted/opting/move/moved/moving/come/came/get/got/getting/go/went/going/buy/bought in/into
polarity join=in take/takes/took/taking/taken part
polarity join=out pull/pulls/pulled/pulling/drop/dropped/dropping/opt/opted/opting/back/backed/backing/walk/walked/walking/get/got/getting/\
move/moved/moving/go/went/going/come/came/stay/stayed/staying/bow/bowed out of?
polarity join=out withdraw/withdrew/withdrawn/withdrawing/quit/leave/left/leaving from?
polarity open=open open/opens/opened/opening/set/sets/setting/start/starts/started/starting/build/builds/built/building up?
polarity open=shut shut/shuts/shutting/close/closes/closed/closing/break/breaks/broke/tear/tore/tearing/take/took/taking down
polarity keep=keep stand/stands/stood/standing/stick/sticks/stuck/sticking/side/sides/sided/siding by/with
polarity keep=keep hold/holds/held/holding on/onto to?
polarity keep=keep keep/keeps/kept/keeping up/to/going
polarity keep=keep press/pressed/pressing/push/pushed/pushing/go/went/going ahead/on with?
polarity keep=drop walk/walks/walked/walking/back/backed/backing/step/stepped/stepping away/off/out from?
polarity keep=drop turn/turns/turned/turning against/on
polarity keep=drop give/gives/gave/giving/given up on?
polarity keep=drop let/lets/letting go of?
polarity keep=drop call/calls/called/calling/put/puts/putting off
polarity view=same agree/agrees/agreed/agreeing/concur/concurs/concurred with?
polarity view=same go/goes/went/going along with
polarity view=other disagree/disagrees/disagreed/disagreeing/differ/differs/differed with?
polarity view=other take/takes/took/taking issue with
polarity view=other object/objects/objected/objecting to
polarity deed=yes say/says/said/saying/claim/claims/claimed/claiming/confirm/confirms/confirmed/admit/admits/admitted that?
polarity deed=no deny/denies/denied/denying/dispute/disputes/disputed that?
polarity will=meant on purpose
polarity will=meant by choice/design/intention
polarity will=chance by accident/mistake/chance/force/error/necessity
polarity good=for to the benefit/advantage of
polarity good=for in the interest/interests of
polarity good=against to the detriment/disadvantage of
polarity good=against at the expense/cost of
polarity word=kept live/lives/lived/living up to
polarity word=kept make/makes/made/making good on
polarity word=kept deliver/delivers/delivered/delivering on
polarity word=broken go/goes/went/gone/going back on
polarity word=broken fall/falls/fell/fallen/falling short of
polarity word=broken renege/reneges/reneged/reneging on
polarity speech=open speak/speaks/spoke/spoken/speaking out/up
polarity speech=silent keep/keeps/kept/stay/stays/stayed/remain/remains/remained quiet/silent
polarity hour=late late/overdue
polarity hour=late behind schedule
polarity hour=good on/in time/schedule
polarity hour=good ahead of schedule/time
polarity share=in in public
polarity share=out in private/secret
modal may=must have/has/had/need/needs/needed/got/having to
modal may=must required/obliged/forced/compelled/obligated/ordered to
modal may=must must
modal may=should should
modal may=should ought/supposed/meant/advised to
modal may=should had better
modal may=can able/free/allowed/permitted/entitled to
modal may=can can
modal may=can in a position to
modal may=want want/wants/wanted/willing/eager/keen/happy/glad/like/prefer to
modal may=will am/is/are/was/were/be going to
modal may=will about/set/sure/certain/bound to
modal may=will will
modal may=might may/might
modal may=used used to
date rel=past last/past/previous TIME
date rel=now this/current TIME
date rel=next next/coming/following TIME
date rel=past SPAN ago/earlier/before/back
date rel=next in/within/after #1?/a?/SPAN? SPAN
date rel=past yesterday
date rel=now today/tonight/now
date rel=next tomorrow
date season=spring spring
date season=summer summer
date season=fall fall/autumn
date season=winter winter
number times=1 once/single/first
number times=2 twice/double/second/doubled/doubling/doubles
number times=3 thrice/triple/tripled/tripling/triples/third/treble/trebled
number times=4 quadruple/quadrupled/quadrupling
number times=half halve/halved/halving/halves
quantifier much=enough enough/sufficient/adequate/ample/plenty
quantifier much=little too little/few
quantifier much=little insufficient/inadequate
quantifier much=over too much/many
quantifier share=most the? bulk/majority/lion's of
quantifier often=always always/constantly/invariably/continually/perpetually
quantifier often=usual usually/normally/typically/generally/mostly/regularly/routinely/commonly/ordinarily/habitually
quantifier often=often often/frequently/repeatedly
quantifier often=some sometimes/occasionally/periodically/intermittently/sporadically
quantifier often=some at times
quantifier often=some now and then/again
quantifier often=some from time to time
quantifier often=some once in a while
quantifier often=rare rarely/seldom/infrequently
quantifier often=rare hardly/scarcely/barely/almost ever/never
quantifier often=never never
quantifier degree=small slightly/somewhat/marginally/modestly/mildly/minimally/fractionally
quantifier degree=small a little/bit/touch/tad/fraction
quantifier degree=great sharply/considerably/substantially/massively/dramatically/hugely/enormously/greatly/significantly/vastly/immensely
quantifier degree=great a lot
quantifier degree=great a great/good deal
quantifier degree=all entirely/completely/fully/wholly/totally/altogether
quantifier degree=all in full/total/entirety
quantifier degree=part partly/partially
quantifier degree=part in part
quantifier degree=near almost/nearly/virtually/practically
number part=2 half
number part=3 third
number part=4 quarter
number part=5 #5th
number part=10 #10th
quantifier share=whole the? whole/entirety/totality of
quantifier share=part a? small/large/good/big/tiny/fair/best/better? part/portion/section/slice/segment/share of
quantifier share=few a handful/couple/minority/few/fraction of?
quantifier share=many a number/lot/range/host/multitude/dozen of
"""


class _Turn(NamedTuple):
    axis: str
    value: str
    text: str


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    """The machine, made when first asked for."""
    rows = [line.split(" ", 2) for line in lines_of(_AXES)]
    return Patterns([(pattern, f"{reason} {axis}") for reason, axis, pattern in rows], _CLASSES)


def turned(
    base: Words, witness: Words, columns: Sequence[Column], first: int, last: int, lefts: Sequence[str], rights: Sequence[str]
) -> str | None:
    """Why the sentence is turned round: phrases that exclude each other on the two sides, or one that negates on one of them.

    `lefts` and `rights` are the words of the columns ``[first, last)``."""
    words = _patterns().words
    if last - first > _MOST or (words.isdisjoint(lefts) and words.isdisjoint(rights)):
        return None
    around = columns[max(0, first - _AROUND) : min(len(columns), last + _AROUND)]
    inside = columns[first:last]
    left, left_held = _turns(base.norm, [c.base for c in around if c.base >= 0], {c.base for c in inside})
    right, right_held = _turns(witness.norm, [c.witness for c in around if c.witness >= 0], {c.witness for c in inside})
    if not left and not right:
        return None
    for axis in sorted({turn.axis for turn in left | right} - {"negation"}):
        values, others, held, others_held = (
            {turn.value for turn in turns if turn.axis == axis} for turns in (left, right, left_held, right_held)
        )
        if (values - others_held and others_held - held) or (others - held and held - others_held):
            return axis.split(" ")[0]
    if _negations(left - right_held, base, inside, 0) % 2 != _negations(right - left_held, witness, inside, 1) % 2:
        return "negation"
    return None


def _negations(turns: set[_Turn], words: Words, inside: Sequence[Column], side: int) -> int:
    """How many times the difference negates on one side."""
    plain = sum(column[side] >= 0 and words.norm[column[side]] in STRICT_NEGATIONS for column in inside)
    return plain + sum(turn.axis == "negation" for turn in turns)


def _turns(norms: Sequence[str], places: Sequence[int], inside: set[int]) -> tuple[set[_Turn], set[_Turn]]:
    """The turning phrases at these places that take in a word of the difference, and all of them."""
    touched, held = set(), set()
    for first, last, axis, value, text in _turns_in(tuple([norms[place] for place in places])):
        held.add(_Turn(axis, value, text))
        if not inside.isdisjoint(places[first:last]):
            touched.add(_Turn(axis, value, text))
    return touched, held


@lru_cache(maxsize=20_000)
def _turns_in(norms: tuple[str, ...]) -> tuple[tuple[int, int, str, str, str], ...]:
    patterns = _patterns()
    found, reached = [], 0
    for place, norm in enumerate(norms):
        if place < reached or norm not in patterns.first:
            continue
        last, labels = patterns.longest_from(norms, place)
        if last > place:
            reached = last
            text = " ".join(map(stem, norms[place:last]))
            for label in sorted(labels):
                reason, value = label.split(" ")
                axis, _, value = value.partition("=")
                found.append((place, last, "negation" if reason == "negation" else f"{reason} {axis}", value, text))
    return tuple(found)
