"""Which words are opposites: pairs of our own, axes of meaning, WordNet's antonyms and what is like them, negating first letters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from onrecord.collation.lexicon import DATES, FUNCTION, LISTED_ADJECTIVES, stem
from onrecord.collation.wordnet import antonyms, has_contrary, sides_of, verbs

_OPPOSITES: Final = (
    "increase/decrease reduce cut lower|rise/fall drop decline|raise/lower cut|grow/shrink|gain/lose|win/lose|up/down|more/less fewer|"
    "higher/lower|high/low|highest/lowest|better/worse|best/worst|good/bad|great/terrible|strong/weak|stronger/weaker|strength/weakness|"
    "support/oppose|supported/opposed|supports/opposes|supporter/opponent|support/opposition|accept/reject|accepted/rejected|"
    "approve/reject|"
    "approved/rejected|allow/ban forbid prohibit prevent block|allowed/banned forbidden prohibited prevented|legal/illegal|lawful/unlawful|"
    "always/never|before/after|above/below|over/under|inside/outside|in/out|with/without|for/against|early/late|earlier/later|first/last|"
    "success/failure|succeed/fail|succeeded/failed|successful/unsuccessful|true/false|right/wrong|guilty/innocent|safe/dangerous unsafe|"
    "possible/impossible|likely/unlikely|able/unable|agree/disagree|agreed/disagreed|start/stop end|started/stopped ended|begin/end|"
    "began/ended|open/closed close|opened/closed|enter/leave|entered/left|buy/sell|bought/sold|hire/fire|"
    "hired/fired|rich/poor|richer/poorer|wealth/poverty|old/new|older/younger|young/old|big/small|bigger/smaller|large/small|"
    "larger/smaller|"
    "long/short|longer/shorter|fast/slow|faster/slower|hard/easy|harder/easier|difficult/easy|easy/difficult|hot/cold|hope/fear|"
    "friend/enemy|friends/enemies|ally/enemy|allies/enemies|peace/war|love/hate|loved/hated|like/dislike|trust/distrust|"
    "remember/forget|include/exclude|included/excluded|public/private|positive/negative|optimistic/pessimistic|optimist/pessimist|"
    "majority/minority|maximum/minimum|major/minor|save/spend waste|safe/risky|danger/safety|confident/worried|happy/sad unhappy|"
    "deny/admit confirm|denied/admitted confirmed|denies/admits confirms|confirm/deny|attack/defend|attacked/defended|"
    "protect/endanger harm|"
    "help/hurt harm hinder|helped/hurt harmed hindered|helping/hurting harming|build/destroy|built/destroyed|create/destroy|"
    "created/destroyed|live/die|lived/died|alive/dead|life/death|push/pull|fail/pass|pass/reject|permit/prohibit|encourage/discourage|"
    "encouraged/discouraged|strengthen/weaken|strengthened/weakened|expand/shrink reduce|expanded/reduced|improve/worsen|improved/worsened|"
    "improving/worsening|faster/slower|cheap/expensive|cheaper/costlier|cheaper/dearer|profit/loss|profits/losses|surplus/deficit|"
    "credit/debit|"
    "import/export|imports/exports|advance/retreat|advanced/retreated|victory/defeat|winning/losing|won/lost|rising/falling|rose/fell|"
    "increased/decreased reduced cut|increasing/decreasing|growing/shrinking|grew/shrank|gained/lost|keep/abandon|"
    "honest/dishonest|loyal/disloyal|fair/unfair|responsible/irresponsible|effective/ineffective|efficient/inefficient|"
    "necessary/unnecessary|"
    "acceptable/unacceptable|certain/uncertain|clear/unclear|known/unknown|stable/unstable|popular/unpopular|willing/unwilling reluctant|"
    "present/absent|same/different|similar/different|full/empty|heavy/light|tough/soft|hawkish/dovish|left/right|north/south|east/west|"
    "upper/lower|ahead/behind|forward/backward|all/none|everything/nothing|everyone/nobody|everybody/nobody|something/nothing|"
    "temporary/permanent|temporarily/permanently|voluntary/mandatory compulsory|optional/mandatory|quickly/slowly|slowly/quickly|"
    "rarely/often|seldom/often|never/ever|lucky/unlucky|smart/stupid|brilliant/stupid|beautiful/ugly|proud/ashamed|disaster/triumph|"
    "welcome/condemn|welcomed/condemned|praise/condemn criticise criticize|praised/condemned criticised criticized|delay/hasten|"
    "accelerate/slow|tighten/loosen ease|loosen/tighten|top/bottom|plus/minus|add/remove|added/removed|remove/add|"
    "lend/borrow|lent/borrowed|teacher/student|credible/incredible|rational/irrational|moral/immoral|secure/insecure|regular/irregular|"
    "enough/insufficient|sufficient/insufficient|adequate/inadequate|healthy/sick unhealthy|cause/prevent|caused/prevented|"
    "survive/perish die|survived/died perished|hopeful/hopeless|careful/careless|useful/useless|harmless/harmful|innocent/guilty|"
    "transparent/secret secretive|openly/secretly|close/far|near/far|nearer/farther|deep/shallow|wide/narrow|broad/narrow|"
    "simple/complex complicated|rapid/slow|sharp/slight gradual|huge/tiny|enormous/tiny|vast/tiny|extend/shorten end|extended/shortened|"
    "resume/suspend|resumed/suspended|legalize/criminalize|include/omit|obey/break violate|respect/violate disrespect|uphold/overturn|"
    "upheld/overturned|win/loss|ease/tighten|unite/divide|united/divided|together/apart|friendly/hostile|calm/panic|winner/loser|"
    "winners/losers|fact/fiction|truth/lie|truths/lies|progress/setback|hero/villain|promote/demote|promoted/demoted|praise/blame|"
    "credit/blame|believe/doubt disbelieve|believed/doubted|confidence/doubt|satisfied/dissatisfied unsatisfied|pleased/displeased|"
    "clean/dirty|cleaner/dirtier|thick/thin|thicker/thinner|open/shut|beginning/end|heaven/hell|husband/wife|boy/girl|boys/girls|"
    "man/woman|men/women|brave/cowardly|courage/cowardice|bright/dark|light/dark|wet/dry|sweet/bitter|arrive/depart|arrived/departed|"
    "arrival/departure|active/inactive|busy/idle|asset/liability|assets/liabilities|backward/forward|ban/permit|bold/timid|"
    "construct/demolish|cruel/kind|employer/employee|employers/employees|fill/empty|flexible/rigid|float/sink|freedom/slavery|"
    "generous/stingy|genuine/fake|guest/host|humble/arrogant|joy/sorrow|landlord/tenant|landlords/tenants|mature/immature|"
    "order/chaos|parent/child|quiet/loud|rural/urban|sane/insane|senior/junior|sender/recipient|vertical/horizontal|wise/foolish"
)
OWN_OPPOSITES: Final = frozenset(
    (left, right)
    for entry in _OPPOSITES.split("|")
    for one, others in [entry.split("/")]
    for other in others.split()
    for left, right in ((one, other), (other, one))
)
# Axes of meaning: what lies on one end of an axis is contrary to what lies on its other end, unless both lie together on another. Verbs
# stand for their forms and for nouns like them; irregular forms are listed.
_AXES: Final = """
allow permit let enable authorize legalize approve ratify pass adopt endorse greenlight grant tolerate sanction clear | ban forbid \
forbade forbidden prohibit outlaw bar block veto prevent stop halt deny refuse criminalize disallow preclude thwart stall shelve
accept approve adopt embrace welcome endorse ratify back support favor champion uphold upheld pursue sign | reject veto refuse decline \
oppose rebuff spurn shun repudiate dismiss scrap resist fight renounce disown drop discard abandon tear tore torn
support back champion endorse favor defend promote help aid assist applaud encourage | oppose resist fight attack undermine hinder \
hamper obstruct impede sabotage condemn criticize denounce discourage thwart block
praise applaud commend hail welcome celebrate laud salute honor thank credit admire cheer | criticize condemn denounce deplore slam \
blast blame decry attack lambast censure rebuke scold mock insult ridicule deride disparage boo
increase raise boost lift expand extend widen grow hike enlarge strengthen add up double triple multiply bolster augment heighten \
intensify escalate deepen rise soar surge climb jump rally rebound spike skyrocket rocket swell swelled swollen balloon gain advance \
accelerate quicken recover improve flourish thrive boom inflate higher upturn growth recovery expansion | decrease reduce cut lower \
slash trim shrink shrank shrunk narrow curb decline fall drop halve dwindle weaken diminish lessen ease moderate plunge sink sank sunk \
slip slump tumble dip plummet crater collapse contract dive crash recede subside fade wane ebb slow stall stagnate shed lose worsen \
deteriorate wither languish deflate down downturn reduction contraction recession bust
continue go proceed resume persist remain last | stop end cease halt pause quit
strengthen fortify reinforce bolster boost consolidate harden toughen tighten shore | weaken erode undermine dent sap soften relax \
loosen dilute cripple damage
begin start launch open initiate commence introduce found establish resume revive restart renew continue extend prolong reinstate \
restore | stop end halt cease finish conclude close cancel abolish scrap shut suspend terminate shelve abandon discontinue quit drop \
axe wrap
create build construct make found establish form assemble restore repair rebuild preserve save protect conserve mend fix | destroy \
demolish dismantle wreck ruin raze tear tore torn abolish break smash damage sink sank sunk kill
reveal disclose expose publish show unveil release announce declare admit publicize | conceal hide cover suppress bury withhold \
withheld mask obscure censor
confirm admit acknowledge concede verify prove proven corroborate affirm | deny refute dispute rebut debunk disprove contradict \
challenge contest retract
agree concur | disagree dispute differ object dissent
offer give grant supply provide donate lend award pay | demand take seize confiscate revoke withhold withheld receive deny
buy purchase borrow import | sell lend export
join enter stay return | leave exit quit withdraw withdrew withdrawn depart secede resign
hire employ recruit appoint promote elect install reinstate nominate retain | fire sack dismiss oust demote depose suspend expel
free release acquit exonerate pardon clear absolve liberate | arrest jail convict imprison detain charge condemn indict capture accuse
include admit invite add welcome shelter house | exclude omit bar evict expel ban banish deport reject
obey respect follow honor keep fulfill observe comply | break violate flout defy breach ignore betray disregard
impose enforce apply introduce uphold upheld | lift waive repeal relax suspend overturn annul scrap rescind revoke nullify
win beat defeat triumph prevail succeed pass | lose fail flunk
remember recall | forget
trust believe | doubt suspect distrust mistrust disbelieve
love like enjoy admire adore cherish | hate dislike loathe despise detest fear abhor dread
attack invade bomb provoke threaten endanger | defend protect guard shield appease
cure treat heal recover save rescue survive | wound hurt injure infect kill die perish harm abandon neglect
arrive come appear emerge enter return | leave depart vanish disappear
unite merge join combine reconcile | split divide separate partition
encourage urge persuade convince inspire enable | discourage deter dissuade prevent
help aid benefit enable | harm hurt hinder hamper prevent
exaggerate overstate overestimate inflate | understate underestimate downplay minimize deflate
fund finance subsidize | defund tax starve
centralize | devolve
nationalize | privatize
arm | disarm
exceed surpass beat top | miss
meet reach hit | miss
open unlock reopen | close shut lock seal shutter
fill | empty drain
feed fed | starve
heat warm | cool chill
freeze froze frozen | thaw
tighten toughen harden | loosen relax ease soften
worsen aggravate escalate intensify deepen | ease soothe calm alleviate mitigate relieve defuse
push | pull
attract | repel
ask | answer
teach | learn
deploy send | withdraw withdrew withdrawn recall
earn save | spend waste squander
hurry hasten advance quicken | delay postpone stall slow
pursue chase seek | abandon drop avoid shun evade
keep kept retain preserve maintain | drop discard abandon scrap lose
own | rent lease
gain acquire win | lose shed forfeit
calm soothe reassure | alarm frighten provoke anger inflame
please delight satisfy | upset anger annoy offend disappoint
simplify clarify | complicate confuse obscure blur
punish fine jail penalize | reward forgive forgave forgiven pardon spare
prosecute accuse | defend exonerate
surrender yield capitulate | resist fight
occupy | evacuate vacate
attend | skip miss boycott
plan intend | abandon cancel
train teach | neglect
renew extend prolong | terminate shorten end cancel cut
order | cancel
peace truce ceasefire calm reconciliation | war hostilities fighting offensive conflict violence unrest
approval consent permission support backing acceptance endorsement blessing | refusal rejection opposition veto ban disapproval
praise applause acclaim | scorn criticism blame condemnation
hope optimism confidence | despair pessimism fear doubt gloom
success triumph victory breakthrough win | failure fiasco debacle defeat flop setback disaster rout
abundance glut surplus plenty excess | shortage scarcity lack shortfall deficit dearth
strength vigor | weakness frailty fragility
unity harmony agreement accord consensus | discord division dispute disagreement rift split
freedom liberty | captivity slavery oppression imprisonment
wealth prosperity affluence | poverty destitution hardship
courage bravery | cowardice fear
honesty sincerity truth | deceit dishonesty lies deception
safety security | danger peril risk threat insecurity
presence | absence
knowledge | ignorance
order stability calm | chaos anarchy turmoil unrest instability disorder
transparency openness | secrecy
ally friend supporter partner | enemy foe opponent rival adversary critic
buyer customer | seller vendor
lender creditor | borrower debtor
employer boss | employee worker
landlord owner | tenant renter
plaintiff accuser prosecution | defendant accused defense
attacker aggressor perpetrator culprit | defender victim
teacher | pupil student
doctor | patient
predecessor | successor
host | guest visitor
income revenue profit earnings | expenditure spending loss cost expense
benefit advantage strength asset upside | drawback disadvantage cost burden liability downside handicap
blessing | curse
beginning start opening launch | end conclusion close finish
arrival entry entrance | departure exit
cause | effect consequence result
supply | demand
trust confidence faith | suspicion distrust mistrust doubt
innocence | guilt
joy pleasure delight | pain sorrow grief
hiring recruitment | layoff redundancy
competence | ineptitude incompetence
progress advance | stagnation setback
incentive | deterrent disincentive
minimum floor | maximum ceiling cap
survivor | dead
citizen native | foreigner alien
civilian | soldier
amateur | professional
resistance defiance | surrender submission
safe secure | hazardous perilous dangerous exposed vulnerable risky
cheap affordable inexpensive | pricey costly expensive exorbitant
bright rosy promising encouraging | bleak grim dismal hopeless gloomy discouraging
robust strong vigorous sturdy brisk | feeble weak frail fragile sluggish
healthy thriving booming flourishing | ailing struggling failing sick
upbeat cheerful hopeful | gloomy downbeat despondent
cautious careful prudent | reckless rash careless
ready prepared | unprepared
solvent | bankrupt insolvent
lenient lax loose | harsh strict tough stringent
vital crucial essential key | trivial minor unimportant irrelevant
transparent open | opaque secretive
vacant empty free | occupied full taken
voluntary optional | forced compulsory obligatory mandatory
voluntarily willingly freely | forcibly reluctantly grudgingly unwillingly
genuine authentic real true | bogus fake forged phony sham false
competent capable able | inept incapable incompetent
stable steady calm | volatile turbulent unstable shaky
united | divided split
modern contemporary new | outdated obsolete antiquated old
severe harsh acute serious grave | mild slight minor
common widespread frequent | rare isolated unusual
popular beloved | despised unpopular hated
legal lawful | unlawful illegal illicit
honest upright | crooked corrupt dishonest
accurate correct right true | wrong mistaken inaccurate incorrect false
harmless benign safe | deadly harmful lethal toxic
positive constructive | negative destructive
productive fruitful | fruitless futile
clean spotless | filthy dirty
efficient thrifty | wasteful
valid binding | void invalid
finished complete | unfinished incomplete
sound solid | flawed shaky
fair neutral impartial just | biased unfair unjust partial
generous | stingy miserly mean
full total complete entire whole | partial
temporary interim provisional | permanent lasting
limited narrow modest | sweeping broad massive unlimited
civilian | military
draft provisional preliminary proposed | final
proposed planned | agreed actual
independent | internal dependent
joint shared common collective | separate individual unilateral
gross | net
nuclear | conventional
rural | urban
urgent | routine
alleged suspected | proven confirmed
religious | secular
verbal oral | written
rapidly swiftly quickly fast | slowly gradually
promptly early immediately | belatedly late
openly publicly | covertly secretly privately
quietly | loudly
peacefully | violently
steeply sharply dramatically massively enormously substantially considerably | gently slightly gradually marginally modestly barely \
somewhat
noticeably | imperceptibly
"""
# What a thing is made of.
_OF_STUFF: Final = frozenset("wooden woolen golden silken earthen leaden metallic glassy stony leathery woody".split())
_NEVER: Final = FUNCTION | DATES | {"spring"}  # the season is no leap
_NOWHERE: Final[frozenset[int]] = frozenset()
_NEGATING: Final = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "de", "under", "over", "counter")
# Words that only look like another with negating letters before it, by their stems.
_NOT_NEGATED: Final = frozenset(
    stem(word)
    for word in (
        "income deform reform inform instance instead inside insight inland indicate import important improve improvement impress "
        "impression impart impose implant impact dismiss display discover discount distress dispatch discharge discourse disease "
        "distant district mistake mission illusion incline include intend intent invest increase indent intact deliver delight detail "
        "depart department deport define device devote derive design despite desire describe depress decline deserve detest debate "
        "degrade demean decrease dedicate depend denote debrief default defend understand undergo undertake overcome overlook oversee "
        "overtake overthrow overturn overall overhead overseas overnight overhaul overview undercover underground underline undermine "
        "underpass counterpart disport until unless under unit unite uniform interest internal inspire insist inquire inquiry "
        "union university uncle unique universal unanimous iron irish illness illustrate illustrated "
        "insure ensure inhabit inhabitant invaluable inflammable indeed discuss counter detain demand deal deter "
    ).split()
)


def _axes() -> Iterator[tuple[int, str]]:
    """The stem of each word of the axes with the number of its end, one of the two with a minus."""
    for number, line in enumerate(_AXES.replace("\\\n", "").strip().split("\n"), 1):
        for sign, end in zip((number, -number), line.split("|"), strict=True):
            for word in end.split():
                yield sign, stem(word)


@lru_cache(maxsize=1)
def _ends() -> dict[str, frozenset[int]]:
    """For each stem the ends of axes that it lies on; a verb of no axis lies where those of its sense lie together."""
    found: dict[str, set[int]] = {}
    for end, name in _axes():
        found.setdefault(name, set()).add(end)
    near: dict[str, set[int]] = {}
    for like in verbs():
        names = [stem(word) for word in like]
        known = [found[name] for name in names if name in found]
        shared = set.intersection(*known) if known else set()
        for name in names:
            if name not in found:
                near.setdefault(name, set()).update(shared)
    return {name: frozenset(ends) for name, ends in (near | found).items()}


@lru_cache(maxsize=1)
def _pairs() -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """All listed pairs, and their stems; those of function words aside: "here" for "there" is a matter of who speaks where."""
    listed = {(left, right) for left, right in antonyms() if not {left, right} <= FUNCTION}
    pairs = OWN_OPPOSITES | listed | {(right, left) for left, right in listed}
    return frozenset(pairs), frozenset((stem(left), stem(right)) for left, right in pairs if stem(left) != stem(right))


@lru_cache(maxsize=100_000)
def is_antonym(left: str, right: str) -> bool:
    """True when the two words are listed opposites, or one is the other with negating first letters or "-less" for "-ful".

    >>> is_antonym("rise", "falls"), is_antonym("legal", "illegal"), is_antonym("paid", "unpaid"), is_antonym("come", "income")
    (True, True, True, False)
    """
    pairs, stems = _pairs()
    if (left, right) in pairs or (stem(left), stem(right)) in stems:
        return True
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if 2 <= len(long) - len(short) <= 7 and len(short) >= 4 and long.endswith(short):
        return long[: -len(short)] in _NEGATING and stem(long) not in _NOT_NEGATED
    return long.endswith("less") and short.endswith("ful") and long[:-4] == short[:-3]


@lru_cache(maxsize=100_000)
def is_opposite(left: str, right: str) -> bool:
    """True for antonyms and for words like two antonyms: "vetoed" is not "approved", nor "hazardous" "safe".

    >>> is_opposite("hazardous", "safe"), is_opposite("plunged", "climbed"), is_opposite("vetoed", "rejected"), is_opposite("big", "vast")
    (True, True, False, False)
    """
    if is_antonym(left, right):
        return True
    one, two = stem(left), stem(right)
    if one == two or {left, right} & _NEVER:
        return False
    if is_alike(left, right):
        return False
    return _are_contrary(_ends_of(left), _ends_of(right)) or _are_contrary(sides_of(left), sides_of(right))


@lru_cache(maxsize=100_000)
def is_alike(left: str, right: str) -> bool:
    """True when the two words lie together on an end of an axis or on a side of WordNet's.

    >>> is_alike("rejected", "vetoed"), is_alike("deadly", "lethal"), is_alike("deadly", "federal")
    (True, True, False)
    """
    return not _ends_of(left).isdisjoint(_ends_of(right)) or not sides_of(left).isdisjoint(sides_of(right))


@lru_cache(maxsize=20_000)
def shuts_out(word: str) -> bool:
    """True for a word that has a contrary, or says what something is not: who adds it shuts the contrary out.

    >>> shuts_out("temporary"), shuts_out("unfunded"), shuts_out("wooden"), shuts_out("university")
    (True, True, False, False)
    """
    if word in _OF_STUFF:
        return False
    is_negated = word.startswith(("un", "non", "ir", "il", "under")) and stem(word) not in _NOT_NEGATED
    if word in LISTED_ADJECTIVES or is_negated or word.endswith("less"):
        return True
    return bool(_ends_of(word)) or has_contrary(word)


def _ends_of(word: str) -> frozenset[int]:
    return _ends().get(stem(word), _NOWHERE)


def _are_contrary(ends: frozenset[int], others: frozenset[int]) -> bool:
    return any(-end in others for end in ends)
