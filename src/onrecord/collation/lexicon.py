"""The closed lists behind the kinds of difference: words without content, fillers, negations, modals, quantifiers, opposites."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from onrecord.collation.wordnet import adjectives


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS: Final = _set("a an the this these those our their his her its your my any some every no all")
FUNCTION: Final = _set(
    "a an the this that these those it its he him his she her hers they them their theirs we us our ours i me my mine you your yours "
    "who whom whose which what there here of to in on at by for with from into onto upon about over under through as than and or but nor "
    "so yet if because while when where how why then is are was were be been being am do does did done doing have has had having will "
    "would can could shall should may might must ought not also too very just quite rather such same own up out off down away back "
    "again all any some each both either like going get got let going gets myself himself herself themselves ourselves yourself itself "
    "between against during before after above below per via within without toward around among across along until since though although "
    "whether unless really even still ever now one well right yes no okay ok u oh ah much more most many only other another"
)
# Function words whose coming or going is a matter of grammar alone (no list below claims them first).
GRAMMATICAL: Final = _set(
    "a an the this that these those it its he him his she her they them their we us our i me my you your who whom whose which what there "
    "of to in on at by for with from into onto upon about over under through as than and or but so if because while when where how is are "
    "was were be been being am do does did done have has had having then also too going go get got here own him up out off down during "
    "against between among along across toward around"
)
PRONOUNS: Final = _set(
    "i me my we us our you your he him his she her they them their it its this that these those people everybody everyone who one"
)
FILLERS: Final = tuple(
    tuple(phrase.split())
    for phrase in (
        "you know|i mean|you see|by the way|um|umm|uh|uhh|er|erm|ah|hmm|hm|huh|mm|oh|well|look|listen|ok|so|and|but|or|now|right|yeah|yes|"
        "like|sort of|kind of|let me tell you|let me just say|let me say|i have to say|i tell you|i will tell you|believe me|as i said|"
        "you know what|of course|again|anyway|anyways|folks|quite frankly|hey|no|if you will|so to speak|as it were|"
        "to be honest|honestly|basically|actually|literally|frankly|essentially|obviously|i must say|you understand|see"
    ).split("|")
)
# Sounds: fillers wherever they stand. The others need a sentence start or a comma beside them.
SOUNDS: Final = _set("um umm uh uhh er erm ah hmm hm huh mm")
CONNECTIVES: Final = _set("and but so or now well")
NOT_FILLERS_INSIDE: Final = _set(
    "right like so no yes see again now or ok actually honestly basically literally frankly essentially obviously"
)
STRICT_NEGATIONS: Final = _set("not no never none nobody nothing nowhere neither nor without hardly barely scarcely non")
MODALS: Final = {
    "can": "can", "could": "could", "will": "will", "would": "would", "shall": "shall", "should": "should", "may": "may",
    "might": "might", "must": "must", "ought": "ought",
}  # fmt: skip
APPROXIMATORS: Final = _set(
    "about around over under up nearly almost roughly approximately circa only least most than exceeding below above just exactly "
    "precisely approaching nearing topping surpassing another"
)
QUANTIFIERS: Final = {
    word: group
    for group, members in {
        "all": "all every each everyone everybody everything entire entirely always whole wholly completely totally fully",
        "most": "most majority bulk mostly largely mainly",
        "many": "lot lots many numerous countless much plenty often frequently",
        "some": "some several certain various someone somebody something sometimes partly",
        "few": "few little rarely seldom handful minority",
        "only": "only solely merely exclusively",
        "both": "both",
        "either": "either",
        "half": "half",
        "any": "any anyone anybody anything",
        "more": "more",
        "less": "less fewer",
        "none": "none nobody nothing never",
    }.items()
    for word in members.split()
} | {"a few": "few", "a lot": "many",
    "at least": "least", "at most": "at most", "not only": "not only"}  # fmt: skip
DATES: Final = _set(
    "january february march april june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday today tomorrow yesterday tonight morning afternoon evening midnight noon summer autumn winter "
    "decade century weekend"
)
UNITS: Final = {
    word: group
    for group, members in {
        "dollar": "dollar dollars", "pound": "pound pounds", "euro": "euro euros", "yen": "yen", "rouble": "rouble roubles ruble rubles",
        "percent": "percent % percentage", "second": "seconds", "minute": "minute minutes", "hour": "hour hours", "day": "day days daily",
        "week": "week weeks weekly", "month": "month months monthly", "year": "year years yearly annually annual",
        "decade": "decades decade",
        "kilometer": "kilometer kilometers", "mile": "mile miles", "meter": "meter meters", "foot": "foot feet", "yard": "yard yards",
        "inch": "inch inches", "kilogram": "kilogram kilograms kilo kilos", "ton": "ton tons", "tonne": "tonne tonnes",
        "gram": "gram grams",
        "ounce": "ounce ounces", "liter": "liter liters", "gallon": "gallon gallons", "barrel": "barrel barrels", "acre": "acre acres",
        "hectare": "hectare hectares", "watt": "watt watts", "kilowatt": "kilowatt kilowatts", "megawatt": "megawatt megawatts",
        "gigawatt": "gigawatt gigawatts", "celsius": "celsius centigrade", "fahrenheit": "fahrenheit", "point": "points",
        "cent": "cent cents", "penny": "penny pence", "degree": "degree degrees", "century": "century centuries",
        "quarter": "quarter quarters", "mph": "mph", "kph": "kph",
    }.items()
    for word in members.split()
} | {"degrees celsius": "celsius", "degrees fahrenheit": "fahrenheit"}  # fmt: skip
# Adjectives that praise, stress, measure by eye or only point: their loss changes no claim. Those of WordNet stand in wordnet.txt.
_LIGHT_ADJECTIVES: Final = _set(
    "new own very really great big good little whole nice old real such other same many more "
    "incredible amazing wonderful terrific fantastic beautiful tremendous huge special actual absolute entire "
    "freaking fucking damned goddamned darned bloody sheer utter perfect pure proper true fine lovely brilliant superb fabulous "
    "phenomenal sensational unbelievable terrible horrible awful vivid bold proud dear famous legendary iconic fancy shiny pretty pale "
    "golden silver blue green red orange yellow purple pink brown gray dark bright long wide tall tiny massively enormous gigantic immense "
    "excellent outstanding magnificent marvelous glorious grand gorgeous splendid delightful charming cute cool awesome epic stunning "
    "breathtaking exquisite dazzling sparkling gleaming glittering inspiring inspirational heartfelt warm kind sweet gentle lively "
    "spirited thrilling exciting memorable unforgettable thoughtful heroic tireless proud fine truly best better worst worse admirable "
    "commendable exemplary stellar sterling remarkable extraordinary exceptional impressive interesting fascinating fun funny happy"
)
_ADJECTIVE_ENDINGS: Final = (
    "ic",
    "al",
    "ive",
    "ous",
    "able",
    "ible",
    "less",
    "ful",
    "ary",
    "ian",
    "ist",
    "ant",
    "ent",
    "ual",
    "ory",
    "proof",
    "free",
)
_NOUNS_LIKE_ADJECTIVES: Final = _set(
    "public topic music traffic critic clinic panic logic fabric arsenal capital hospital animal festival journal material "
    "official proposal approval "
    "arrival deal goal signal trial rival criminal individual professional scandal meal appeal removal survival withdrawal initiative "
    "executive objective perspective motive alternative detective relative representative native table cable vegetable handful "
    "diary january "
    "february library salary secretary summary dictionary military territory history theory memory factory victory story category "
    "politician musician physician technician list twist artist scientist terrorist journalist specialist activist economist "
    "tourist assist exist insist "
    "resist consist restaurant applicant participant immigrant plant grant want elephant giant merchant servant assistant consultant "
    "president student government parliament department agreement statement movement treatment management development investment "
    "environment moment event parent agent accident incident percent client patient continent content extent talent cent element "
    "document argument payment employment equipment experiment comment judgment amendment establishment engagement commitment "
    "president residents spent went sent meant rent tent prevent invent represent consent ascent descent resident opponent component "
    "director factory able fuel republic mechanic"
)
LISTED_ADJECTIVES: Final = _set(
    "systematic serious severe major minor massive heavy light strong weak fast slow hard soft deep broad wide narrow short long early "
    "late high low poor rich safe dangerous fair unfair illegal legal criminal violent armed civil foreign domestic federal nuclear "
    "chemical biological medical secret private public free open closed false true fake corrupt brutal cruel deadly fatal lethal sick dead "
    "live pregnant disabled foreign innocent guilty alleged suspected former future failed failing broken stolen unarmed wounded injured "
    "temporary permanent partial full unconditional conditional immediate gradual peaceful radical extreme moderate conservative liberal "
    "democratic racist sexist religious islamic muslim christian jewish black white military political economic financial fiscal social "
    "cultural racial ethnic sexual mental physical moral ethical strategic tactical joint unilateral bilateral direct indirect "
    "preliminary final initial interim independent internal external official unofficial voluntary mandatory compulsory unlawful lawful "
    "undocumented registered untested proven unproven credible sufficient insufficient modest slight sharp steep significant substantial "
    "considerable limited unlimited marginal rapid sustained sustainable durable fragile tentative formal informal "
    "legitimate illegitimate premature accidental deliberate intentional reckless careless negligent eligible qualified wealthy working "
    "middle elderly young vulnerable unemployed homeless northern southern eastern western annual monthly weekly daily net gross "
    "domestic verified unverified unconfirmed confirmed unnamed anonymous cold warm toxic contaminated polluted clean dirty untreated"
)
TITLES: Final = _set(
    "mr mrs ms miss dr doctor sir dame lord lady president senator governor secretary minister chancellor congressman congresswoman "
    "representative general judge justice mayor prime king queen prince princess professor colonel captain sergeant lieutenant major "
    "admiral reverend father pope chief speaker vice madam"
)
_IRREGULAR: Final = (
    "be:am is are was were been being 's|have:has had having|do:does did done doing|go:goes went gone going|send:sends sent "
    "sending|say:says said saying|"
    "see:sees saw seen seeing|come:comes came coming|take:takes took taken taking|make:makes made making|give:gives gave given giving|"
    "get:gets got gotten getting|know:knows knew known knowing|think:thinks thought thinking|tell:tells told telling|find:finds found|"
    "become:becomes became becoming|leave:leaves left leaving|feel:feels felt|bring:brings brought|begin:begins began begun beginning|"
    "keep:keeps kept|hold:holds held|write:writes wrote written writing|stand:stands stood|hear:hears heard|let:lets letting|"
    "mean:means meant|set:sets setting|meet:meets met meeting|run:runs ran running|pay:pays paid|sit:sits sat sitting|"
    "speak:speaks spoke spoken|lie:lies lying|lead:leads led|grow:grows grew grown|lose:loses lost losing|fall:falls fell "
    "fallen|build:builds built|understand:understands understood|draw:draws drew drawn|break:breaks broke broken|spend:spends "
    "spent|cut:cuts cutting|rise:rises rose risen rising|drive:drives drove driven driving|buy:buys bought|wear:wears wore worn|"
    "choose:chooses chose chosen choosing|eat:eats ate eaten|fight:fights fought|win:wins won winning|teach:teaches taught|"
    "catch:catches caught|throw:throws threw thrown|sell:sells sold|fly:flies flew flown|forget:forgets forgot forgotten|"
    "shoot:shoots shot shooting|steal:steals stole stolen|sing:sings sang sung|seek:seeks sought|deal:deals dealt|hide:hides hid hidden|"
    "show:shows showed shown|put:puts putting|die:dies died dying|child:children|man:men|woman:women|person:people persons|"
    "this:these|that:those|i:me my mine|we:us our ours|he:him his|they:them their theirs|who:whom whose|life:lives|country:countries|"
    "foot:feet|tooth:teeth|mouse:mice|wife:wives|knife:knives|half:halves|mobilize:mobilizes mobilized mobilizing|try:tries tried|"
    "strike:strikes struck striking|"
    "swear:swears swore sworn|bear:bears bore borne|shake:shakes shook shaken|wake:wakes woke woken|bite:bites bit bitten|hang:hangs hung"
)
_LEMMAS: Final = {form: entry.split(":")[0] for entry in _IRREGULAR.split("|") for form in entry.replace(":", " ").split()}


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A crude stem for telling an inflection from another word: the verb of an irregular form, else the word without its endings.

    >>> stem("sent") == stem("sending"), stem("citizens") == stem("citizen"), stem("law") == stem("lawn")
    (True, True, False)
    """
    if word in _LEMMAS:
        return _LEMMAS[word]
    word = word.removesuffix("'s")
    for ending, kept in (
        ("ies", "y"),
        ("ied", "y"),
        ("ying", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("edly", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[: -len(ending)] + kept
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@lru_cache(maxsize=20_000)
def is_light_adjective(word: str) -> bool:
    """True for an adjective that praises, stresses, colours or only points: "great", "whole", "dazzling".

    >>> is_light_adjective("dazzling"), is_light_adjective("nuclear")
    (True, False)
    """
    return word in _LIGHT_ADJECTIVES or (word in adjectives()[1] and word not in LISTED_ADJECTIVES)


@lru_cache(maxsize=20_000)
def is_plain_adjective(word: str) -> bool:
    """True when the word tells which or what kind and is seldom anything but an adjective, wherever it stands."""
    return word in adjectives()[0] and word not in FUNCTION and not is_light_adjective(word)


@lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """True when the word, standing before a noun, tells which or what kind: listed, of WordNet's, or by its ending."""
    if is_light_adjective(word) or word in FUNCTION:
        return False
    if word in LISTED_ADJECTIVES or is_plain_adjective(word):
        return True
    return len(word) > 5 and word.endswith(_ADJECTIVE_ENDINGS) and word not in _NOUNS_LIKE_ADJECTIVES
