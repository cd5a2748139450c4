"""The words that attribute: verbs by what follows them, their forms, and the small words around them.

Which verbs attribute, and how often, was counted in annotated news; the lists are ours. A verb stands in one list for each
construction that it takes: ``said that``, ``called it``, ``declined to``, ``pointed to``.
"""

from __future__ import annotations

from typing import Final, NamedTuple

# What was said follows as a clause, or stands in quotation marks before or after.
CLAUSE: Final = frozenset(
    "say write add report note announce suggest argue tweet retweet state declare claim insist warn believe think predict explain "
    "acknowledge stress emphasise emphasize assert contend admit concede confirm reveal conclude recall remark observe joke "
    "quip lament complain allege estimate indicate imply hint signal reiterate clarify vow pledge promise boast brag caution muse opine "
    "speculate fear hope worry underscore underline agree doubt deny disclose maintain find show learn propose recommend mention "
    "testify proclaim point tell remind assure inform advise ask reply respond continue answer recount post read wonder "
    "realise realize know conceive reason retort counter quote cite repeat charge demand urge interject elaborate email swear "
    "confess moan plead rule guess feel decide reckon suspect forecast guarantee threaten intone gush scoff fume protest "
    "volunteer shout yell chant scream cry exclaim murmur whisper mutter blog text signalise snap deadpan laugh shrug sniff "
    "crow thunder bark begin shoot expect announce remember reaffirm foresee imagine envision posit surmise".split()
)
# These attribute only words in quotation marks, or a clause with "that" or a colon.
SPOKEN: Final = frozenset(
    "reply respond continue answer read post quote repeat counter charge begin laugh shrug cry scream yell shout chant snap bark "
    "text email volunteer protest shoot reason demand urge cite propose mention point confess swear wonder "
    "feel find learn know decide guess "
    "testify rule sniff crow thunder moan plead deny doubt recall advise inform ask maintain show "
    "suspect expect reveal disclose fear".split()
)
# A person may stand between the verb and what was said.
ADDRESSED: Final = frozenset("tell remind assure inform advise ask urge warn promise show email text convince notify".split())
# What was said, or what it was about, follows as an object.
OBJECT: Final = frozenset(
    "call term describe label dub deem brand criticise criticize defend praise cite propose question reject oppose endorse express voice "
    "mention blast dismiss denounce blame condemn mock portray decry tout echo slam assail reference bemoan liken applaud hail disavow "
    "accuse acknowledge announce recall predict reiterate repeat characterise characterize depict deride ridicule lambast lambaste rebuke "
    "chide berate scold commend laud thank congratulate demand suggest reveal recommend explain estimate forecast lament "
    "deny emphasise emphasize stress doubt note propose promise pledge claim detail highlight discuss outline "
    "list urge order challenge attack "
    "encourage credit downplay dispute support favour favor fear admit confirm quote insult report state declare find show see "
    "want consider expect prefer think believe remember reaffirm envision foresee champion invoke articulate contradict unveil "
    "rebuff embrace request identify debate envisage trumpet".split()
)
# After "and" these begin something else that the same person did; what may go on inside a report of speech (thought, wanted) is left out.
TELLING: Final = (CLAUSE | OBJECT) - frozenset(
    "think believe know find show see want feel learn hope fear need prefer expect decide read begin agree support doubt worry realise "
    "realize answer continue respond laugh cry plan propose favour favor consider list challenge attack suspect discuss".split()
)
# Something to be done follows: "declined to", "vowed to".
INFINITIVE: Final = frozenset(
    "decline refuse vow pledge promise seek hope threaten offer agree seem appear want plan expect urge ask order intend claim "
    "encourage advise volunteer propose decide aim prefer".split()
)
# A preposition or particle belongs to the cue.
WITH: Final[dict[str, frozenset[str]]] = {
    verb: frozenset(words.split())
    for verb, words in {
        "talk": "about of up", "speak": "about of out against", "point": "out to", "refer": "to", "respond": "to", "call": "for on",
        "push": "for back", "rail": "against", "hint": "at of", "warn": "of against about", "complain": "about of", "boast": "of about",
        "brag": "about of", "worry": "about over", "comment": "on", "joke": "about", "lash": "out", "allude": "to", "apologise": "for",
        "apologize": "for", "disagree": "with", "agree": "with to on", "argue": "for against", "ask": "about for", "accuse": "of",
        "react": "to", "insist": "on", "caution": "against", "object": "to", "lay": "out", "think": "about of", "press": "for",
        "vouch": "for", "advocate": "for", "go": "after", "dwell": "on", "elaborate": "on", "testify": "about", "muse": "about",
        "tell": "of about", "speculate": "about on", "hope": "for", "know": "about of", "campaign": "for against", "lobby": "for",
        "look": "forward", "distance": "from", "side": "with", "vote": "for against", "demand": "for", "plead": "for with",
        "write": "about of", "learn": "about of", "preside": "over", "touch": "on", "weigh": "in", "opine": "on about",
    }.items()
}  # fmt: skip
# Nouns that attribute, by the word that follows: "her claim that", "Roth's criticism of".
NOUNS: Final[dict[str, frozenset[str]]] = {
    **{
        noun: frozenset(["that"])
        for noun in (
            "claim claims assertion assertions suggestion suggestions warning warnings statement statements belief hope hopes fear fears "
            "promise promises pledge argument arguments speculation assurance assurances prediction predictions insistence contention "
            "admission declaration concern concerns view complaint complaints conclusion charge remark remarks comment comments notion "
            "announcement acknowledgment acknowledgement vow revelation report reports"
        ).split()
    },
    **{noun: frozenset(["of", "that"]) for noun in "criticism accusation accusations allegation allegations description".split()},
}
# After a form of be, before that, of, about or to: "is confident that".
ADJECTIVES: Final = frozenset(
    "confident hopeful convinced worried concerned sceptical skeptical eager aware adamant optimistic wary certain sure afraid "
    "unclear clear pleased proud willing unwilling reluctant angry glad surprised critical dismissive supportive".split()
)
IRREGULAR: Final[dict[str, tuple[str, str]]] = {
    "say": ("said", "said"), "tell": ("told", "told"), "write": ("wrote", "written"), "think": ("thought", "thought"),
    "find": ("found", "found"), "show": ("showed", "shown"), "read": ("read", "read"), "know": ("knew", "known"),
    "speak": ("spoke", "spoken"), "see": ("saw", "seen"), "seek": ("sought", "sought"), "begin": ("began", "begun"),
    "swear": ("swore", "sworn"), "feel": ("felt", "felt"), "forecast": ("forecast", "forecast"), "retweet": ("retweeted", "retweeted"),
    "cry": ("cried", "cried"), "deny": ("denied", "denied"), "reply": ("replied", "replied"), "lay": ("laid", "laid"),
    "go": ("went", "gone"), "shoot": ("shot", "shot"), "learn": ("learned", "learnt"), "repeat": ("repeated", "repeated"),
}  # fmt: skip
_DOUBLED: Final = frozenset("plan quip brag admit dub refer blog snap prefer slam shrug begin forget".split())

AUXILIARIES: Final = frozenset(
    "has have had is are was were be been being am will would could should can may might must did does do having 've 's 'd "
    "hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't couldn't shouldn't can't didn't doesn't don't".split()
)
BEING: Final = frozenset("is are was were be been being am isn't aren't wasn't weren't 's".split())
FINITE: Final = AUXILIARIES | frozenset(
    "said says told came comes went goes got gets made makes took takes gave gives left leaves became becomes won lost ran runs put "
    "began begins met stood held led brought kept found thought knew saw wrote spoke".split()
)
ADVERBS: Final = frozenset(
    "also later then again once still now not never just even already often always simply only first further instead reportedly "
    "previously recently earlier since soon perhaps meanwhile however moreover famously too long ever rather almost merely "
    "afterwards afterward nonetheless nevertheless therefore thus both all".split()
)
SUBJECT_PRONOUNS: Final = frozenset("i he she they we it you who".split())
PRONOUNS: Final = SUBJECT_PRONOUNS | frozenset("him her them us me himself herself themselves itself".split())
RELATIVES: Final = frozenset("who which that".split())
DETERMINERS: Final = frozenset(
    "the a an this that these those his her its their our my your no some any each every another both several many most all one two "
    "three four five six seven eight nine ten few other".split()
)
ARTICLES: Final = frozenset("the a an his her its their our my your this these those another".split())
PREPOSITIONS: Final = frozenset(
    "in on at during after before of for from with by to about into over under against between despite through throughout amid "
    "among as since until upon within without near outside inside across following regarding like than per via behind".split()
)
INSIDE_NAMES: Final = frozenset("of for from with in at to and on near behind against under".split())
BREAKS: Final = frozenset(
    "that which but because while when if whether although though so unless until where why how what as since whereas yet or nor "
    "than after before".split()
)
DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight mondays tuesdays sundays "
    "january february march april may june july august september october november december jan feb aug sept oct nov dec".split()
)
TIMES: Final = DAYS | frozenset(
    "week month year night morning afternoon evening day weekend days weeks months years ago earlier later".split()
)
TIME_STARTS: Final = DAYS | frozenset("last this next earlier later recently again today early late afterwards afterward once".split())
ADJUNCT_STARTS: Final = (
    (PREPOSITIONS - {"than", "per", "like"})
    | TIME_STARTS
    | frozenset(
        "when while as via here there flatly bluntly publicly privately aloud simply ahead prior speaking referring sarcastically".split()
    )
)
PEOPLE: Final = frozenset(
    "reporters journalists supporters voters viewers lawmakers delegates senators officials police investigators fans followers "
    "listeners donors colleagues aides members members people americans republicans democrats attendees audiences parliament congress mps "
    "staff staffers readers students workers residents".split()
)
LABELS: Final = frozenset(
    "note update updated correction photo photos image images related watch video more source sources caption "
    "breaking warning analysis opinion "
    "editorial exclusive also fact facts claim background live poll subject date time location title outlet url author by tags category "
    "summary key points topics clarification disclaimer contact phone email website editor share follow read listen figure table".split()
)


class Form(NamedTuple):
    """A form of an attributing verb: its lemma and whether it is the base, third person, past or -ing form."""

    lemma: str
    tense: str


def inflect(verb: str) -> dict[str, str]:
    """The forms of a verb and their tenses.

    >>> inflect("deny")
    {'deny': 'base', 'denies': 's', 'denying': 'ing', 'denied': 'past'}
    """
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    consonant_y = verb.endswith("y") and verb[-2] not in "aeiou"
    if consonant_y:
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    elif verb.endswith(("s", "sh", "ch", "x", "z", "go")):
        third, past = verb + "es", verb + "ed"
    else:
        third, past = verb + "s", verb + "d" if verb.endswith("e") else verb + "ed"
    ing = stem + "ing"
    if verb in _DOUBLED:
        past, ing = verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    if verb in {"label", "signal"}:
        return {**dict.fromkeys([verb], "base"), verb + "s": "s", verb + "ing": "ing", verb + "led": "past", verb + "ed": "past"}
    forms = {verb: "base", third: "s", ing: "ing", past: "past"}
    if verb in IRREGULAR:
        forms.pop(past, None)
        forms = {**forms, **dict.fromkeys(IRREGULAR[verb], "past")}
    return forms


USUALLY_NOUNS: Final = frozenset(
    "states signals remarks emails attacks texts blogs begins needs lists details orders looks votes sides goes".split()
)
VERBS: Final[dict[str, Form]] = {
    form: Form(verb, tense)
    for verb in sorted(CLAUSE | OBJECT | INFINITIVE | frozenset(WITH))
    for form, tense in inflect(verb).items()
    if form not in USUALLY_NOUNS
}
