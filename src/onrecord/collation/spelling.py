"""Spellings that differ without a difference in the word: British and American forms, contractions, abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.text import fold


class Piece(NamedTuple):
    """A part of a printed word: its place in the word, the word it stands for, and whether it is one half of a contraction."""

    start: int
    end: int
    norm: str
    is_contracted: bool


_DOUBLED = (
    "apparel barrel bevel cancel channel chisel counsel dial duel enamel equal fuel funnel gambol gravel grovel initial jewel label level "
    "libel marshal marvel model panel parcel pedal pencil peril quarrel ravel revel rival shovel signal snivel spiral stencil swivel "
    "symbol total towel travel tunnel unravel victual yodel"
).split()
_PAIRS = (
    "grey:gray cheque:check tyre:tire programme:program plough:plow sceptic:skeptic sceptical:skeptical scepticism:skepticism "
    "aluminium:aluminum jewellery:jewelry moustache:mustache pyjamas:pajamas whisky:whiskey ageing:aging judgement:judgment "
    "acknowledgement:acknowledgment cosy:cozy gaol:jail learnt:learned burnt:burned dreamt:dreamed spelt:spelled spoilt:spoiled "
    "leapt:leaped leant:leaned whilst:while amongst:among amidst:amid towards:toward afterwards:afterward backwards:backward "
    "forwards:forward upwards:upward downwards:downward defence:defense offence:offense licence:license pretence:pretense "
    "practise:practice analyse:analyze paralyse:paralyze catalyse:catalyze centre:center theatre:theater metre:meter litre:liter "
    "kilometre:kilometer millimetre:millimeter centimetre:centimeter fibre:fiber calibre:caliber sabre:saber spectre:specter "
    "sombre:somber lustre:luster meagre:meager manoeuvre:maneuver reconnoitre:reconnoiter mitre:miter catalogue:catalog "
    "dialogue:dialog analogue:analog monologue:monolog travelogue:travelog paediatric:pediatric anaemia:anemia foetus:fetus "
    "foetal:fetal oestrogen:estrogen haemorrhage:hemorrhage encyclopaedia:encyclopedia anaesthetic:anesthetic archaeology:archeology "
    "leukaemia:leukemia orthopaedic:orthopedic diarrhoea:diarrhea mediaeval:medieval fulfil:fulfill fulfilment:fulfillment "
    "instalment:installment enrol:enroll enrolment:enrollment skilful:skillful wilful:willful instil:instill distil:distill "
    "mum:mom mould:mold smoulder:smolder draught:draft artefact:artifact sulphur:sulfur speciality:specialty furore:furor "
    "cancelled:canceled woollen:woolen counsellor:counselor traveller:traveler jeweller:jeweler marvellous:marvelous okay:ok "
    "sulphate:sulfate storey:story kerb:curb axe:ax omelette:omelet yoghurt:yogurt chilli:chili doughnut:donut tonne:ton "
    "until:till til:till thru:through tho:though alright:ok programmes:programs"
).split()
_WHOLE: Final = {british: american for british, american in (pair.split(":") for pair in _PAIRS) if british not in ("tonne", "storey")}
_ENDINGS = ("s", "d", "ed", "ing", "r", "rs", "ly", "ment", "al", "ful", "ism")
for _stem in _DOUBLED:
    for _ending in ("ed", "ing", "er", "ers", "or", "ors", "ous"):
        _WHOLE[f"{_stem}l{_ending}"] = f"{_stem}{_ending}"
_OUR = re.compile(r"^([a-z]{3,})our(|s|ed|ing|er|ers|ful|able|ite|ites|less|ism|hood|ly|y|ist|ably|ful|fully|al)$")
_NOT_OUR: Final = frozenset("contour detour velour troubadour paramour devour parlour".split())
_ISE = re.compile(r"^([a-z]{3,})is(e|es|ed|er|ers|ing|ation|ations|able)$")
_YSE = re.compile(r"^([a-z]{2,}l)ys(e|es|ed|er|ers|ing)$")
_ABBREVIATED: Final[dict[str, str]] = dict(
    pair.split(":", 1)
    for pair in (
        "sen:senator gov:governor rep:representative gen:general dr:doctor prof:professor lt:lieutenant col:colonel capt:captain "
        "sgt:sergeant maj:major adm:admiral rev:reverend jan:january feb:february aug:august sept:september oct:october nov:november "
        "dec:december vs:versus govt:government dept:department approx:approximately tv:television st:saint mt:mount jr:junior "
        "sr:senior pres:president &:and em:them yep:yes yeah:yes mins:minutes hrs:hours km:kilometers kg:kilograms "
        "kilometres:kilometers kilogrammes:kilograms "
        "inc:incorporated corp:corporation ltd:limited blvd:boulevard ft:feet oz:ounces lb:pounds lbs:pounds cm:centimeters "
        "mm:millimeters mg:milligrams gal:gallons yr:year yrs:years hr:hour secs:seconds pct:percent mister:mr tues:tuesday "
        "thurs:thursday thur:thursday calif:california fla:florida ariz:arizona colo:colorado mich:michigan minn:minnesota "
        "okla:oklahoma tenn:tennessee sq:square an:a supt:superintendent asst:assistant atty:attorney tryna:trying cuz:because coz:because"
    ).split()
)
_IS_AFTER: Final = frozenset(
    "he she it that this there here what who where when how why everybody everyone somebody someone nobody nothing everything "
    "something one which".split()
)
# Abbreviations that are words without their full stop, capital and all.
DOTTED: Final[dict[str, str]] = dict(
    pair.split(":")
    for pair in (
        "Co:company Ave:avenue Rd:road Sat:saturday Sun:sunday Mon:monday Tue:tuesday Wed:wednesday Thu:thursday Fri:friday Ill:illinois "
        "Wash:washington Mass:massachusetts Ore:oregon Pa:pennsylvania Del:delaware Kan:kansas La:louisiana Me:maine Miss:mississippi "
        "Mo:missouri Ind:indiana Hon:honorable Sec:secretary Conn:connecticut Wis:wisconsin Nev:nevada Tex:texas Va:virginia Ga:georgia "
        "Ala:alabama Ark:arkansas Md:maryland Ky:kentucky Mont:montana Neb:nebraska Vt:vermont Wyo:wyoming Assoc:association Ft:fort"
    ).split()
)
# Words that lose their first letters to an apostrophe, which is no part of the word: ’bout, ’cause.
BEHEADED: Final = {"bout": "about", "cause": "because", "round": "around", "em": "them", "fore": "before", "neath": "beneath"}
_TOGETHER: Final = (
    "gonna:gon-going-na-to wanna:wan-want-na-to gotta:got-got-ta-to kinda:kind-kind-a-of sorta:sort-sort-a-of outta:out-out-ta-of "
    "lemme:lem-let-me-me gimme:gim-give-me-me dunno:du-do-n-not-no-know cannot:can-can-not-not y'all:y'-you-all-all "
    "shoulda:should-should-a-have coulda:could-could-a-have woulda:would-would-a-have mighta:might-might-a-have musta:must-must-a-have "
    "oughta:ough-ought-ta-to hafta:haf-have-ta-to hasta:has-has-ta-to lotta:lot-lot-ta-of useta:use-used-ta-to c'mon:c'm-come-on-on "
    "s'posed:s'posed-supposed prob'ly:prob'ly-probably 'til:'til-till"
)
_RUN_TOGETHER: Final = {
    word: tuple(zip(parts.split("-")[::2], parts.split("-")[1::2], strict=True))
    for word, parts in (entry.split(":") for entry in _TOGETHER.split())
}
_CLIPPED: Final = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
_ROMAN: Final = {numeral: str(value) for value, numeral in enumerate("II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split(), 2)}
del _ROMAN["V"], _ROMAN["X"]
_STEMS_NOT: Final = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}


@lru_cache(maxsize=100_000)
def spelled(word: str) -> str:
    """One spelling for all the spellings of a folded word (it need not be a word that exists; it is for comparing only).

    >>> spelled("colour") == spelled("color"), spelled("organised") == spelled("organized"), spelled("sen") == spelled("senator")
    (True, True, True)
    """
    word = _ABBREVIATED.get(word, word)
    if (plain := _WHOLE.get(word)) is not None:
        return plain
    for ending in _ENDINGS:
        if word.endswith(ending) and (plain := _WHOLE.get(word[: -len(ending)])) is not None:
            return plain + ending
    if word.endswith(("red", "ring", "res")) and (plain := _WHOLE.get(word.removesuffix("d").removesuffix("s"))) is not None:
        return plain + word[-1]
    if (match := _OUR.match(word)) and match[1] + "our" not in _NOT_OUR:
        return match[1] + "or" + match[2]
    if match := _ISE.match(word):
        return match[1] + "iz" + match[2]
    if match := _YSE.match(word):
        return match[1] + "yz" + match[2]
    return word


@lru_cache(maxsize=200_000)
def pieces(surface: str) -> tuple[Piece, ...]:
    """The words that a printed word stands for, each with its place in it: two for a contraction, else one.

    >>> [(p.norm, surface[p.start:p.end]) for surface in ["don’t"] for p in pieces(surface)]
    [('do', 'do'), ('not', 'n’t')]
    >>> [p.norm for p in pieces("U.S.")], [p.norm for p in pieces("US")], [p.norm for p in pieces("us")]
    (['u.s'], ['u.s'], ['us'])
    """
    whole = len(surface)
    if surface in ("US", "U.S.", "U.S"):
        return (Piece(0, whole, "u.s", False),)
    folded = fold(surface)
    if len(folded) != whole and "'" in folded:  # accents and an apostrophe in one word: places cannot be told apart safely
        return (Piece(0, whole, folded, False),)
    if folded in _RUN_TOGETHER:
        found, reached = [], 0
        for part, norm in _RUN_TOGETHER[folded]:
            found.append(Piece(reached, reached + len(part), norm, len(part) < whole))
            reached += len(part)
        return tuple(found)
    if surface in _ROMAN:
        return (Piece(0, whole, _ROMAN[surface], False),)
    if surface[-1] == "." and surface[:-1] in DOTTED:
        return (Piece(0, whole, DOTTED[surface[:-1]], False),)
    if "'" in folded:
        for tail, full in _CLIPPED.items():
            if folded.endswith(tail) and len(folded) > len(tail):
                cut = whole - len(tail)
                head = folded[:cut]
                if "'" in head:
                    return (*pieces(surface[:cut]), Piece(cut, whole, full, True))
                if tail == "n't":
                    head = _STEMS_NOT.get(head, head)
                return Piece(0, cut, head, True), Piece(cut, whole, full, True)
        if folded.endswith("'s"):
            head = folded[:-2]
            if head in _IS_AFTER:
                return Piece(0, whole - 2, spelled(head), True), Piece(whole - 2, whole, "is", True)
            if head == "let":
                return Piece(0, whole - 2, head, True), Piece(whole - 2, whole, "us", True)
            return (Piece(0, whole, spelled(head) + "'s", False),)
    if "." in folded and not folded[0].isdigit():
        folded = folded.replace(".", "")
    return (Piece(0, whole, spelled(folded), False),)
