"""How sure, how often, how far and in whose view: the language of hedging, as classes of words and the patterns that they make.

Hedges are an open class, so that no list of phrases holds them. What makes them has a grammar that does not change much: adverbs of
likelihood, of hearsay, of degree and of frequency; a first person with a verb of thinking; "it" with a verb or an adjective of seeming;
nouns of chance and impression; asides that begin with "as far as", "from what", "to my", "in my", "if I"; loosened numbers.
The classes stand first, then the patterns over them, then the three questions that the rules ask: which hedges stand in some words,
whether words are a hedge and nothing else, and what an adverb does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.collation.lexicon import FUNCTION, is_plain_adjective
from onrecord.collation.patterns import Patterns, lines_of, verb_forms, word_set

# Adverbs that say how likely, by whose word, how nearly, how much or how often something is so.
HEDGING_ADVERBS: Final = word_set(
    # likelihood
    "doubtless doubtlessly "
    "probably possibly perhaps maybe presumably conceivably likely unlikely improbably plausibly implausibly potentially feasibly "
    "perchance mayhap peradventure haply imaginably thinkably supposably hypothetically theoretically speculatively tentatively "
    "provisionally doubtfully dubiously questionably debatably disputably arguably contestably uncertainly indefinitely hopefully "
    "probabilistically presumptively prospectively contingently conditionally "
    # hearsay and appearance
    "apparently seemingly evidently ostensibly ostensively supposedly allegedly reportedly reputedly purportedly putatively "
    "rumoredly assumedly professedly avowedly admittedly outwardly superficially nominally notionally unofficially anecdotally "
    "circumstantially inconclusively inferentially impressionistically subjectively intuitively officially formally technically "
    "legendarily proverbially expectedly unverifiably suspectedly claimedly believedly perceivedly presumedly "
    # nearness
    "almost nearly nigh approximately roughly virtually practically effectively loosely broadly vaguely imprecisely inexactly "
    "indistinctly thereabouts thereabout circa nearabout substantially "
    # small or partial degree
    "somewhat slightly fairly partly partially relatively comparatively moderately mildly marginally modestly reasonably "
    "tolerably passably minimally negligibly faintly fractionally incompletely insufficiently halfway imperfectly sorta kinda semi quasi "
    "pseudo tangentially peripherally proportionately "
    "limitedly adequately acceptably sufficiently "
    # the greater part
    "mostly mainly largely chiefly primarily principally predominantly preponderantly overwhelmingly generally broadly collectively "
    # how often
    "usually normally typically ordinarily customarily habitually commonly frequently often oftentimes ofttimes oft sometimes sometime "
    "occasionally rarely seldom infrequently intermittently sporadically periodically episodically spasmodically fitfully irregularly "
    "regularly routinely traditionally conventionally recurrently invariably perennially seasonally variably erratically uncommonly "
    "unusually stereotypically characteristically historically constantly continually consistently "
    # for a time, under a reserve
    "temporarily transiently momentarily ideally preferably optimally realistically conservatively optimistically pessimistically"
)
# Adverbs of manner that say what kind of deed it was: meant or not, lawful or not, open or not, true or not, alone or not, how far.
SENSE_ADVERBS: Final = word_set(
    "accidentally intentionally unintentionally deliberately purposely purposefully knowingly unknowingly wittingly unwittingly "
    "inadvertently mistakenly erroneously wrongly wrongfully falsely wilfully willfully consciously unconsciously "
    "illegally unlawfully illicitly legally lawfully legitimately illegitimately constitutionally unconstitutionally criminally "
    "fraudulently corruptly dishonestly deceptively misleadingly unfairly unjustly improperly inappropriately incorrectly inaccurately "
    "secretly covertly clandestinely surreptitiously publicly privately openly anonymously confidentially unanimously jointly "
    "unilaterally bilaterally multilaterally independently directly indirectly permanently unconditionally exclusively solely merely "
    "violently nonviolently peacefully peaceably forcibly fatally mortally lethally seriously severely critically gravely negligently "
    "recklessly indiscriminately systematically disproportionately racially retroactively posthumously prematurely "
    "unsuccessfully successfully unnecessarily needlessly nationwide nationally internationally globally locally regionally federally "
    "domestically abroad overseas alone selectively coincidentally simultaneously separately "
    "formerly previously gradually incrementally exponentially strategically tactically biologically genetically scientifically "
    "clinically experimentally implicitly explicitly tacitly verbally orally chemically hydraulically electronically digitally "
    "manually automatically remotely empirically statistically demonstrably verifiably credibly reliably "
    "unreliably securely insecurely organically symbolically ceremonially cosmetically adversely "
    # how far it went
    "entirely wholly fully narrowly widely universally increasingly decreasingly overly unduly excessively doubly purely strictly "
    "extensively comprehensively"
)
# Adverbs that only stress, comment on the telling, link or set a time: their coming and going changes no claim.
LIGHT_ADVERBS: Final = word_set(
    "absolutely definitely completely literally basically fortunately unfortunately ultimately immediately dramatically currently "
    "recently presently consequently subsequently incidentally undoubtedly undeniably decidedly repeatedly fantastically politically "
    "specifically desperately totally finally personally additionally originally certainly obviously clearly truly frankly honestly "
    "remarkably considerably notably inevitably unbelievably incredibly terribly horribly passionately fundamentally really actually "
    "simply surely plainly indeed essentially utterly thoroughly positively genuinely sincerely "
    "candidly bluntly extremely exceedingly exceptionally extraordinarily highly hugely immensely enormously tremendously massively "
    "deeply profoundly greatly strongly firmly badly awfully dreadfully frightfully sorely vastly amazingly astonishingly "
    "surprisingly interestingly curiously oddly strangely weirdly ironically sadly happily luckily thankfully regrettably hopelessly "
    "importantly significantly naturally understandably predictably admirably wisely rightly rightfully justly "
    "firstly secondly thirdly lastly initially eventually lately newly shortly afterwards meanwhile moreover furthermore "
    "therefore thus hence however nevertheless nonetheless otherwise instead likewise similarly besides accordingly alternatively "
    "conversely equally again already still soon today anyway altogether together even ever especially particularly "
    "unquestionably indisputably unarguably inarguably indubitably assuredly unmistakably manifestly patently "
    "palpably evermore forever forward way ahead right very so too quite much far more most enough literally damn well "
    "perfectly sheerly downright outright flatly categorically unequivocally emphatically precisely exactly"
)
# Adjectives and participles that make a claim less than a claim, wherever they stand.
_DOUBTFUL_ADJECTIVES: Final = word_set(
    "possible probable potential apparent alleged supposed presumed presumptive purported putative reputed rumored suspected ostensible "
    "seeming nominal notional theoretical hypothetical speculative tentative provisional preliminary approximate conceivable plausible "
    "implausible imaginable thinkable believable unconfirmed unverified unproven unsubstantiated doubtful dubious questionable debatable "
    "arguable disputed contested uncertain unclear unsure unlikely improbable unofficial anecdotal circumstantial inconclusive likely "
    "apt liable inclined mistaken tempted conjectural presumable assumed feasible indefinite inexact imprecise"
)
# Nouns that do the same.
_DOUBTFUL_NOUNS: Final = word_set(
    "likelihood likelihoods probability probabilities possibility possibilities odds hunch hunches guess guesses guesswork suspicion "
    "suspicions impression impressions supposition suppositions assumption assumptions presumption presumptions conjecture conjectures "
    "speculation speculations inkling rumor rumors hearsay gossip scuttlebutt estimation guesstimate appearances uncertainty doubt doubts "
    "recollection recollections indication indications inference inferences opinion opinions reckoning surmise allegation allegations "
    "chance chances hypothesis hunches tendency allegedly leanings"
)
_IMPRESSIONS: Final = word_set(
    "sense feeling impression hunch suspicion guess view opinion reading understanding belief instinct judgment estimation assessment "
    "assumption conviction mind knowledge recollection memory perspective viewpoint standpoint position estimate reckoning gut bet wager "
    "hope fear expectation interpretation intuition inkling idea notion theory thinking thought take information inclination inference "
    "calculation conclusion concern worry prediction forecast eyes eye book books experience observation analysis calculations sources "
    "lights count tendency temptation preference hypothesis contention argument suggestion point opinions impressions prejudice ear ears "
    "submission supposition surmise vantage angle imagination vision world doubt doubts leaning"
)
_CHANCES: Final = word_set(
    "chance possibility likelihood probability risk danger prospect reason grounds indication evidence suggestion sign hint suspicion "
    "doubt speculation rumor talk belief feeling sense impression tendency chances indications signs hints rumors odds prospects "
    "possibilities suggestions concern concerns fear fears case argument word thinking consensus assumption expectation story theory "
    "question scope room perception presumption notion idea consensus temptation allegation allegations claim claims report reports"
)
_THINK: Final = verb_forms(
    "believe =believes guess =guesses suppose suspect assume presume imagine reckon figure surmise conjecture speculate hypothesize "
    "theorize postulate expect anticipate hope trust fear worry sense consider judge argue submit suggest propose venture wager "
    "hazard estimate calculate infer deduce conclude recall remember recollect doubt wonder question contend posit gather fancy predict "
    "forecast maintain think =thought feel =felt find =found hold =held understand =understood bet say =said take =took see =saw "
    "hear =heard read opine advise hint deem intuit daresay dare_say vouch"
) - word_set("bets held")  # fmt: skip
_BARE_THINK: Final = _THINK - word_set(
    "say said says saying take took takes taking see saw sees seeing read reads find found finds hold holds holding reading "
    "heared readed question questions questioned advise trust trusts trusted understanding maintain submit"
)
_TELL: Final = word_set(
    "know knows knew tell tells told see sees saw seen hear hears heard gather gathered understand understood recall remember judge "
    "judged make made read ascertain determine say learn learned learnt establish established glean gleaned figure find found discern "
    "guess estimate recollect been aware concerned remembered recalled observe observed witnessed perceive sense am imagine believe think "
    "understands view look"
)
_SAID: Final = word_set(
    "said thought believed reported alleged understood assumed presumed supposed suspected rumored claimed estimated expected argued "
    "suggested speculated considered hoped feared felt held whispered conjectured hypothesized theorized deemed projected predicted "
    "forecast anticipated inferred reckoned imagined perceived meant tipped rumoured purported reputed"
)
_TELLERS: Final = word_set(
    "they some many most others people critics sources observers analysts experts insiders economists skeptics commentators pundits "
    "reports estimates studies polls surveys evidence signs indications rumors everybody everyone friends colleagues somebody someone "
    "witnesses detractors doubters proponents scholars forecasters historians accounts estimate research data figures projections "
    "tradition legend rumor word wisdom"
)
_CLASSES: Final[dict[str, frozenset[str]]] = {
    "ME": word_set("i we"),
    "ANY": word_set("i we #1 you they some many people"),
    "MY": word_set("my our"),
    "WHOSE": word_set("my our his her their the your"),
    "MODAL": word_set("would might may could can should must will"),
    "BE": word_set("is are was were be been being am"),
    "HAVE": word_set("have has had get gets got"),
    "DET": word_set("a an the some any no every this that these those little much good one all"),
    "SO": HEDGING_ADVERBS
    | word_set(
        "strongly really just still also certainly personally honestly rather quite always only fully sincerely very much pretty more less "
        "most not ever never increasingly widely now then long often first all genuinely firmly actually simply kind_of truly sort even "
        "distinctly clearly well entirely completely totally"
    ),
    "KIND": word_set(
        "best good strong distinct clear vague sneaking growing general common prevailing conventional own humble considered honest "
        "personal own professional educated rough first real slight slim fair reasonable small big high great certain "
        "possible limited current present initial overall wild working #1 only main uncanny nagging gut main lasting early early "
        "informed uninformed modest unscientific private strange funny outside remote serious distant faint strong low better every "
        "widespread received popular latest expert"
    ),
    "THINK": _THINK,
    "BELIEVE": _BARE_THINK,
    "TELL": _TELL,
    "SAID": _SAID,
    "SAY": verb_forms("argue claim suggest contend believe allege reckon speculate estimate indicate hint imply assert suspect maintain "
                  "insist think say =said tell =told feel point report have =has")
    - word_set("have haves haveing"),
    "WHO": _TELLERS,
    "IMPRESSION": _IMPRESSIONS,
    "CHANCE": _CHANCES,
    "LIKELY": _DOUBTFUL_ADJECTIVES,
    "HEDGING": HEDGING_ADVERBS,
    "DOUBT": _DOUBTFUL_NOUNS,
    "FAIR": word_set("fair safe reasonable possible conceivable tempting plausible arguable hard difficult easy natural fashionable "
                 "logical reasonably safe legitimate sensible"),
    "SURE": word_set("sure certain clear aware convinced positive confident persuaded satisfied privy"),
    "SEEM": word_set("seem seems seemed seeming appear appears appeared"),
    "LOOK": word_set("look looks looked sound sounds sounded feel feels felt"),
    "BUT": word_set("but though although"),
    "THAT": word_set("that this it"),
}  # fmt: skip

# The patterns: a word, words to choose from (a/b), a class in capitals; "?" after it where it may be missing.
_PATTERNS: Final = """
ME MODAL? SO? BELIEVE
ME MODAL? SO? have/had/like/want to SO? BELIEVE
ME am/are/was/were/would/feel/felt/lean/incline SO? be? inclined/tempted/disposed/prone/led/given/minded/towards/toward to/\\
toward THINK
ME am/are/was/were SO? under WHOSE impression/belief/assumption
ME am/are/was/were guessing/assuming/betting/speculating/supposing/thinking/hoping/afraid/told/informed/advised/unsure/uncertain/\\
given
ME have/had been told/informed/advised/assured/led/given
ME was/were told/informed/advised/led/given
ME am/are/was/were SO? not SO? SURE
ME MODAL not SO? be SO? SURE
ME MODAL not? SO? say/go/swear/vouch/rule/exclude/discount/dismiss
ME do/did not SO? know
ME MODAL not? be surprised/amazed/shocked/astonished
ME have/had/get/got SO? DET KIND? IMPRESSION
ME have/had reason/grounds/cause to THINK
ME take/took it
ME dare say/suggest/think/guess
MY KIND? IMPRESSION BE/would/might/may
MY KIND? KIND? guess/hunch/bet/suspicion/impression
to MY KIND? IMPRESSION
to MY way/line of thinking/mind/seeing
to the best of WHOSE IMPRESSION
in MY KIND? IMPRESSION
in MY KIND? KIND? IMPRESSION
in the? KIND? view/opinion/judgment/eyes/estimation/mind/minds of
by/from/on/under/given MY KIND? KIND? IMPRESSION
from where/my/our ME/perspective/viewpoint/standpoint/vantage sit/stand/am/are/point
from MY KIND? point/way of view/thinking
as/so/insofar/inasmuch far/much? as ME MODAL? SO? TELL
as/so far as BE concerned/known
as/so far as/that any/anyone/anybody/ME/it/#1 MODAL? TELL
as ME MODAL? SO? recall/remember/understand/gather/say/recollect/believe/think
as best/near as? ME/#1 MODAL? SO? TELL
the way ME see/view/understand/read/look/figure/saw/understood it/things/at
ME see/understand/read/view it/things
from/by/on/judging/given/about what/everything/all/anything that? ME/they/people/others MODAL? have? been? TELL ME/me/us/it/so?
from/by/on/given/judging by? what/everything/all little? ME/they/people/others MODAL? have? been? TELL me/us?
for all/aught ME/anyone/anybody know/knows/care/knew
if ME/you MODAL? SO? recall/remember/understand/guess/ask/believe/read/heard/hear/recollect
if ME had/have/were to guess/bet/choose/speculate/venture/estimate/say
if ME am/are SO? not? SO? mistaken/wrong/right/correct/reading/honest
if WHOSE memory/recollection/sources/calculations/information/instinct BE/serves/do/does/is/have
if memory serves
unless ME am/are SO? mistaken/wrong/misinformed/misreading
do not quote/hold me on/to THAT
take THAT with a grain/pinch/dose of salt
for what/whatever it BE worth
SEEM to/that/like/as/likely/me/us
LOOK like/as/likely/set
LOOK to be/me/us/have
it/there BE SO? LIKELY that?
it BE/has/have SO? been? SAID
BE SO? SAID to
said/thought/believed/reported/alleged/understood/assumed/presumed/supposed/suspected/rumored/claimed/estimated/expected/\\
considered to be/have?
supposed/liable/apt/prone/inclined/likely/unlikely/thought/believed/said/alleged/reported/rumored/expected to
HAVE a KIND? tendency/habit of/to
it BE SO? FAIR to say/think/assume/suppose/believe/argue/imagine/suggest/conclude/infer/speculate/presume/wonder/guess/claim
FAIR to say/assume/suppose/argue/infer/presume/speculate/conclude
it MODAL SO? be that
there BE/may/might/could/seems/appears/must SO? be? to? be? DET KIND? CHANCE of/that/to/it/you/they/we
there BE/may/might/could/seems/appears SO? be? a/an/some/every? KIND? chance/possibility/likelihood/probability/risk/prospect/\\
suspicion/speculation
there BE SO? KIND? reason/grounds/cause to THINK
the/all/every/any KIND? CHANCE BE/suggests/suggest/points/point/has/goes
chances/odds BE
DET? KIND? possibility/likelihood/probability/chance/risk/prospect/danger/suspicion/hint/suggestion/allegation/rumor of/that
DET? KIND? possibilities/allegations/suspicions/rumors/hints/suggestions/reports/claims/talk of/that
WHO SO? say/says/tell/tells/believe/think/claim/argue/suggest/suggests/indicate/indicates/allege/suspect/estimate/maintain/contend
WHO has/have it
according to some/many/most/several/reports/sources/estimates/what/rumors/accounts/experts/analysts/legend/critics/me/us/my/our
word/rumor on/around the street/block/hill/town/grapevine
word/talk/rumor is
#1/you MODAL SO? argue/say/think/suggest/conclude/infer/assume/contend/guess/be/imagine/suppose/believe/conceive
some/many/ME MODAL SO? argue/say/suggest/venture/contend/put/go
a/the/DET? KIND? case/argument can/could/might/may/is be? to? be? made
in all/every likelihood/probability/honesty
in some/many/most/certain/other/several/few/rare/isolated KIND? cases/ways/respects/instances/circumstances/situations/quarters/\\
places/areas/measure/sense/degree/form
in a/an/some/#1/the/certain KIND? sense/way/fashion/manner/respect/measure
in a manner of speaking
in large/great/good/small/some/no/considerable/greater/significant small? part/measure/degree
in part/theory/principle/effect/general/places/spots/parts/potential/appearance/concept/practice/outline/hindsight/name
in broad/general/rough/relative/approximate/very? broad? terms/outline/strokes/lines/numbers/figures
up? to some/a/an/any/#1/what/whatever/certain/this KIND? large/lesser/greater/limited/considerable/great? extent/degree/point/\\
level/measure
on some/a/#1/certain KIND? level/plane/reading/view/interpretation/estimate/estimates/occasions/days/measures
at best/worst/most/least/times/minimum/maximum/intervals
at first/#1st KIND? glance/sight/blush/look/reading/hearing
at a KIND? guess/estimate/stretch/pinch/push/glance/minimum/maximum
at face value
on paper/balance/average/occasion/occasions/reflection/appearances
on the whole/surface/face
on the basis of
by and large
by all/most/some/any/many/#1/several/WHOSE KIND? accounts/account/estimates/estimate/measure/measures/indications/reckoning/\\
standards/count/lights/appearances/calculation/calculations/yardstick/definition
to all appearances
to outward appearances
give or take
give or take a few/little/bit?
as good as
next/close/near to
all but
plus or minus
for the most/greater/better part
for the KIND? time/present/moment/foreseeable being?
for now
for most/some/all intents/practical/purposes
to all intents
as a KIND? general? rule/matter of? thumb/course?
as things/matters stand/are
as of now/today/yet
so/thus far
till/until further/now notice?
now and then/again
every/once in a while
from time to time
half/most/much/some/part of? the time
something like/of/close/approaching/akin/around/over/under/near/approximating
somewhere/anywhere between/around/near/from/in/close/upwards/upward/north/south/along
in/within the KIND? region/neighborhood/vicinity/ballpark/range/order/area/realm of
upward/upwards/north of
of sorts
of a sort/kind
a KIND? measure/degree/element/hint/touch/kind/sort/form/modicum/semblance/bit of
just/little/well/slightly over/under/about/around/shy/short/above/below
pretty much/well/close
so to speak/say
as it were
all/other things/else being equal
with/given any? luck
god willing
knock/touch on? wood
fingers crossed
under/in normal/certain/some/ordinary/most/the/KIND? right? circumstances/conditions
in/under the best/worst KIND? case/circumstances scenario?
who BE to say
who can/could say/tell
there BE no telling/knowing/saying/guarantee
it/THAT remains to be seen
THAT SO? depends
the jury BE SO? still? out
just/only/merely/purely a guess/hunch/theory/feeling/thought/hypothesis/suspicion/rumor
call it a hunch/guess/suspicion/feeling
based/going/judging/depending/relying on/by/from/upon what/the/MY/how/whether/available/current/present/KIND?
depending on
subject to
assuming/provided/providing/supposing/presuming that/THAT/ME/everything/all/nothing
to judge/go by/from
what ME THINK/suspect is/was
what SEEM
not SO? SURE/clear/known/proven/confirmed/settled/established/impossible/unlikely/inconceivable/unreasonable/implausible
a matter of opinion/debate/dispute/conjecture/interpretation/speculation
open to question/debate/interpretation/doubt/dispute
up for debate
in doubt/question/dispute
unclear/unknown/uncertain whether/if/how
come/comes/came/coming close/near to
try/tries/tried/trying/attempt/attempts/attempted/attempting/hope/hopes/hoped/hoping/aim/aims/aimed/aiming to
plan/plans/planned/planning/intend/intends/intended/seek/seeks/sought/seeking/strive/endeavor/offer/offered/promise/promises/\\
promised to
suggest/suggests/suggested/indicate/indicates/indicated/imply/implies/implied/hint/hints/hinted/appear/appears/appeared that
it may/might/could SO? be that
more or less
or so
or thereabouts
or something/somewhere like/to/of? that
just about
rather
rightly or wrongly
true or not/false
right or wrong
off and on
on and off
a/the little/bit/tad/touch/shade/trifle/fraction/smidgen/whisker/hair
sort/kind of
ever so slightly
every so often
every now and
more often than not
as often as not
if true/anything/possible/necessary/accurate/correct/confirmed
if need be
if it/that BE true/right/correct/possible/accurate/anything
if all/things/everything goes/go well/right
if all/things/everything goes/go to/according plan/to
or so it/ME/they/the
so ME/they/it/people SO? BE? TELL
so ME/they/it/people hear/say/seems/appears/claim/think/believe/gather
so? the KIND? story/theory/argument/thinking/legend/saying/rumor/wisdom goes/has
SEEM
tend/tends/tended/tending to/towards/toward/not
it BE WHOSE SO? KIND? IMPRESSION
WHO SO? tell/tells/told me/us
WHO MODAL SO? say/argue/claim/suggest/contend/believe/think
so called
shall we say
all/god being/willing well?
up to a point
suggest/suggests/suggested/indicate/indicates/indicated
ME have? hear/hears/heard/gather/gathered/read/understand
on/from KIND? KIND? evidence/information/data/projections/trends/estimates
#9 times out of #10
#1 hopes/imagines/assumes/suspects/supposes/presumes/gathers/hears/wonders/guesses/fears/thinks/believes/expects
do not hold/quote me
HAVE yet to
only/just a? theory/guess/hunch/hypothesis
some way/distance toward
as many/few/much/little/high/low/often as
no/not more/less/fewer/later/earlier than
in excess of
an/the estimated
a good/mere/full/bare/scant/whopping/solid
or more/less/fewer/better/under/over
and/plus change/counting/more
at the outside/latest/earliest/very most/least
on average
tops
ish
getting on for
the best/better/greater part/half of
half as/again
a maximum/minimum/total/average of
a couple/handful/dozen of?
double/treble/triple that
as much/little again/as?
well over/under/above/below/beyond/past
shy/short of
north/south of
HEDGING
LIKELY
DOUBT
time will tell
who can/could say/tell/know
"""


@lru_cache(maxsize=1)
def _grammar() -> Patterns:
    """The machine, made when first asked for: most commands compare nothing."""
    return Patterns(((line, "hedge") for line in lines_of(_PATTERNS)), _CLASSES)


class Hedge(NamedTuple):
    """A hedge in a line of words: its place ``[first, last)`` and its words."""

    first: int
    last: int
    text: str


def may_hedge(norms: Sequence[str]) -> bool:
    """False where no hedge takes in any of the words."""
    return not _grammar().words.isdisjoint(norms)


def hedges_in(norms: Sequence[str]) -> tuple[Hedge, ...]:
    """The hedges that stand in the words, in order; phrases that overlap are one.

    >>> [hedge.text for hedge in hedges_in("i think it will in all likelihood rain".split())]
    ['i think', 'in all likelihood']
    """
    return _hedges_in(tuple(norms))


@lru_cache(maxsize=20_000)
def _hedges_in(norms: tuple[str, ...]) -> tuple[Hedge, ...]:
    grammar = _grammar()
    if grammar.first.isdisjoint(norms):
        return ()
    found: list[tuple[int, int]] = []
    for place, norm in enumerate(norms):
        if norm not in grammar.first:
            continue
        last, _ = grammar.longest_from(norms, place)
        if last == place or _is_otherwise_meant(norms, place, last):
            continue
        if found and place < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((place, last))
    return tuple(Hedge(first, last, " ".join(norms[first:last])) for first, last in found)


def _is_otherwise_meant(norms: Sequence[str], first: int, last: int) -> bool:
    """True for "rather than" and "would rather"."""
    if norms[first:last] == ("rather",):
        return (last < len(norms) and norms[last] == "than") or (first > 0 and norms[first - 1] in ("would", "or", "had"))
    return False


def is_manner_adverb(word: str) -> bool:
    """True for an adverb that tells how a thing was done: it describes, and what is printed without it is shorter.

    >>> is_manner_adverb("voluntarily"), is_manner_adverb("certainly"), is_manner_adverb("family")
    (True, False, False)
    """
    return word.endswith("ly") and is_plain_adjective(_bare(word)) and word not in LIGHT_ADVERBS and word not in HEDGING_ADVERBS


def _bare(adverb: str) -> str:
    """The adjective that an adverb in -ly is made from."""
    if adverb.endswith("ily"):
        return adverb[:-3] + "y"
    if adverb.endswith("ically") and not is_plain_adjective(adverb[:-2]):
        return adverb[:-4]
    return adverb[:-1] + "e" if adverb.endswith(("ably", "ibly")) else adverb[:-2]


# What asides that say whose view it is, or how sure, are made of beside function words and the classes above.
_KNOWING: Final = (
    word_set(
        "mind vantage position measure degree extent word talk consensus wisdom odds wonder sure positive correctly rightly told informed "
        "given account wrong certain point eye way see concerned know best reason reasonable fair safe early stage evidence moment telling "
        "clear aware convinced confident inclined led tempted mistaken serves bets dare knowing knowledge far sort kind ventured ask asked"
    )
    | _THINK | _TELL | _SAID | _IMPRESSIONS | _CHANCES | _DOUBTFUL_ADJECTIVES | _DOUBTFUL_NOUNS | HEDGING_ADVERBS
) - word_set("take took sources reports report claims claim trust question questions danger fear fears worry concern concerns hope world "
         "observed witnessed angle suggestion case submit advise room story scope")  # fmt: skip
_TOLD: Final = word_set("tell tells said say says")  # by others, not "let me tell you"


@lru_cache(maxsize=20_000)
def is_of_knowing(words: tuple[str, ...]) -> bool:
    """True for an aside made of words of knowing, seeming and telling alone: "my hunch is", "from what they tell me", "in a way".

    >>> is_of_knowing(("my", "hunch", "is")), is_of_knowing(("in", "my", "town")), is_of_knowing(("they", "tell", "me"))
    (True, False, True)
    """
    content = [word for word in words if word not in FUNCTION]
    return bool(content) and all(
        word in _TOLD and not {"you", "let"} & set(words) if word in _TOLD else word in _KNOWING for word in content
    )


_LONGEST_HEDGE: Final = 14


def is_hedge(norms: Sequence[str]) -> bool:
    """True when the words are a hedge and nothing else: what no hedge in them holds are words of grammar, of knowing or of stress.

    >>> is_hedge("it would be fair to say that".split()), is_hedge("i think that the harbor".split())
    (True, False)
    """
    if not 1 <= len(norms) <= _LONGEST_HEDGE:
        return False
    hedges = hedges_in(norms)
    held = {place for hedge in hedges for place in range(hedge.first, hedge.last)}
    return bool(hedges) and all(
        place in held or norm in FUNCTION or norm in _KNOWING or norm in LIGHT_ADVERBS or norm in _CLASSES["KIND"]
        for place, norm in enumerate(norms)
    )
