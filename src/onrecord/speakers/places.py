"""Countries, their peoples, and the bodies and places that a report names without saying what they are."""

from __future__ import annotations

from typing import Final

_COUNTRIES = (
    "afghanistan:afghan,afghans albania:albanian algeria:algerian argentina:argentine,argentinian armenia:armenian "
    "australia:australian,australians,aussie austria:austrian azerbaijan:azerbaijani bahrain:bahraini "
    "bangladesh:bangladeshi belarus:belarusian belgium:belgian bolivia:bolivian bosnia:bosnian brazil:brazilian "
    "britain:british,briton,britons,uk,u.k,u.k.,england,english,united_kingdom,great_britain bulgaria:bulgarian "
    "burma:burmese,myanmar cambodia:cambodian cameroon:cameroonian canada:canadian,canadians chad:chadian chile:chilean "
    "china:chinese,prc colombia:colombian congo:congolese croatia:croatian cuba:cuban cyprus:cypriot denmark:danish,danes "
    "ecuador:ecuadorian egypt:egyptian estonia:estonian eritrea:eritrean ethiopia:ethiopian finland:finnish france:french "
    "georgia:georgian germany:german,germans ghana:ghanaian greece:greek,greeks guatemala:guatemalan haiti:haitian "
    "honduras:honduran hungary:hungarian iceland:icelandic india:indian,indians indonesia:indonesian iran:iranian,iranians "
    "iraq:iraqi,iraqis ireland:irish israel:israeli,israelis italy:italian,italians jamaica:jamaican japan:japanese "
    "jordan:jordanian kazakhstan:kazakh kenya:kenyan kosovo:kosovan kuwait:kuwaiti kyrgyzstan:kyrgyz laos:laotian "
    "latvia:latvian lebanon:lebanese liberia:liberian libya:libyan,libyans lithuania:lithuanian luxembourg: "
    "macedonia:macedonian malaysia:malaysian mali:malian malta:maltese mexico:mexican,mexicans moldova:moldovan "
    "mongolia:mongolian montenegro: morocco:moroccan mozambique: namibia:namibian nepal:nepalese,nepali "
    "netherlands:dutch,holland new_zealand: nicaragua:nicaraguan nigeria:nigerian north_korea:north_korean norway:norwegian "
    "oman:omani pakistan:pakistani,pakistanis palestine:palestinian,palestinians panama:panamanian paraguay:paraguayan "
    "peru:peruvian philippines:filipino,philippine poland:polish,poles portugal:portuguese qatar:qatari romania:romanian "
    "russia:russian,russians rwanda:rwandan saudi_arabia:saudi,saudis scotland:scottish,scots senegal:senegalese "
    "serbia:serbian,serb,serbs sierra_leone: singapore:singaporean slovakia:slovak slovenia:slovenian somalia:somali "
    "south_africa:south_african south_korea:south_korean,korean spain:spanish sri_lanka:sri_lankan sudan:sudanese "
    "sweden:swedish switzerland:swiss syria:syrian,syrians taiwan:taiwanese tajikistan:tajik tanzania:tanzanian "
    "thailand:thai tibet:tibetan tunisia:tunisian turkey:turkish,turks uganda:ugandan ukraine:ukrainian,ukrainians "
    "united_arab_emirates:emirati,uae united_states:american,americans,us,u.s,u.s.,usa,america uruguay:uruguayan "
    "uzbekistan:uzbek vatican: venezuela:venezuelan vietnam:vietnamese wales:welsh yemen:yemeni zambia:zambian "
    "zimbabwe:zimbabwean european_union:eu,european,europeans,europe africa:african,africans asia:asian,asians"
)
COUNTRIES: Final = {
    form.replace("_", " "): country.replace("_", " ")
    for country, _, forms in (entry.partition(":") for entry in _COUNTRIES.split())
    for form in (country, *filter(None, forms.split(",")))
}
"""Folded names and adjectives of countries to the country's own key."""

_OTHER_NAMES = "us u.s u.s. usa america uk u.k u.k. england holland myanmar prc uae eu europe"
PEOPLES: Final = frozenset(
    form
    for form, country in COUNTRIES.items()
    if form != country and form not in ("great britain", "united kingdom", *_OTHER_NAMES.split())
)
"""Adjectives and names of peoples ("Russian"): not names of places."""

PLACES: Final = frozenset(
    form.replace("_", " ")
    for form in (
        "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa "
        "kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada "
        "new_hampshire new_jersey new_mexico new_york north_carolina north_dakota ohio oklahoma oregon pennsylvania "
        "rhode_island south_carolina south_dakota tennessee texas utah vermont virginia washington west_virginia wisconsin "
        "wyoming ontario quebec alberta manitoba saskatchewan nova_scotia british_columbia new_south_wales queensland tasmania "
        "london paris berlin madrid rome vienna brussels amsterdam moscow kyiv kiev beijing shanghai tokyo seoul delhi mumbai "
        "bangkok jakarta manila sydney melbourne canberra brisbane perth adelaide auckland wellington ottawa toronto montreal "
        "vancouver mexico_city havana lima bogota caracas santiago buenos_aires rio_de_janeiro são_paulo brasilia cairo baghdad "
        "damascus tehran jerusalem tel_aviv gaza west_bank ankara istanbul athens lisbon dublin belfast edinburgh glasgow "
        "cardiff manchester liverpool birmingham leeds bristol stockholm oslo copenhagen helsinki warsaw prague budapest "
        "bucharest sofia belgrade geneva zurich milan naples venice florence barcelona munich hamburg frankfurt cologne lagos "
        "nairobi johannesburg cape_town kabul islamabad karachi lahore dhaka riyadh dubai doha chicago boston los_angeles "
        "san_francisco san_diego seattle portland denver dallas houston austin phoenix philadelphia pittsburgh detroit "
        "cleveland cincinnati columbus atlanta miami orlando tampa new_orleans las_vegas minneapolis baltimore milwaukee "
        "st._louis memphis nashville sacramento oakland brooklyn manhattan queens bronx hollywood africa asia antarctica arctic "
        "south_america north_america latin_america middle_east crimea donbas kharkiv mariupol odesa kherson siberia balkans "
        "caribbean mediterranean atlantic pacific aleppo homs mosul basra kurdistan hong_kong macau taipei hanoi saigon kashmir "
        "punjab earth mars"
    ).split()
) | (frozenset(COUNTRIES) - PEOPLES - {"european union", "eu", "prc"})

PLACE_WORDS: Final = frozenset(
    "city town village county street road avenue boulevard lane square river lake sea ocean bay island islands mountain "
    "mountains mount valley beach park bridge airport station coast province desert forest peninsula hill hills creek "
    "springs harbor harbour plaza gulf strait canal falls hall stadium arena cathedral tower prison jail plateau highway "
    "district border port fort "
    "gardens palace".split()
)
PLACE_STARTS: Final = frozenset(
    "mount lake cape port fort san santa los las saint st new north south east west el la northern southern eastern western central".split()
)

TRADES: Final = frozenset(
    "biologics biosciences therapeutics pharma robotics electronics logistics dynamics aerospace semiconductors biotech healthcare "
    "chemicals instruments aviation railways ferries breweries analytics genetics diagnostics optics".split()
)
"""Last words of firms' names, which the name may drop ("Tollmere Robotics", then "Tollmere")."""
ORGANIZATION_WORDS: Final = TRADES | frozenset(
    "university college school institute academy department ministry agency bureau office council committee commission "
    "board congress senate parliament house court party union league association federation foundation society club group "
    "company corporation corp inc ltd llc plc co bank trust fund church police army navy force forces service services "
    "authority administration government organization organisation news times post herald tribune journal guardian "
    "telegraph gazette chronicle press media network broadcasting television radio magazine records pictures studios "
    "entertainment airlines airways motors industries systems technologies software pharmaceuticals energy petroleum oil "
    "hospital museum library orchestra center centre laboratory lab observatory division team united fc afc republicans "
    "democrats coalition alliance front movement campaign project initiative centers brotherhood intelligence security "
    "exchange nations embassy fed reserve partners holdings international global insurance financial capital associates "
    "solutions labs interactive digital wire review daily weekly cabinet secretariat taskforce command telecom "
    "telecommunications foods marines guard corps regiment brigade squad tribunal registry archive archives "
    "theatre theater company's giants consortium institutes confederation".split()
)
ORGANIZATIONS: Final = frozenset(
    form.replace("_", " ")
    for form in (
        "republicans democrats tories people reuters bloomberg afp ap associated_press bbc cnn cbs nbc abc fox msnbc npr pbs "
        "itv sky_news al_jazeera xinhua tass interfax nato un united_nations unesco unicef who imf world_bank wto opec interpol "
        "european_union eu fbi cia nsa dea epa fda irs nasa pentagon white_house state_department kremlin downing_street "
        "number_10 no_10 scotland_yard capitol_hill supreme_court treasury congress senate parliament house_of_commons "
        "house_of_lords bundestag knesset duma republican_party democratic_party labour tories gop dnc rnc nra aclu naacp "
        "google microsoft apple facebook twitter amazon intel ibm nokia samsung sony hp dell cisco oracle adobe yahoo amd "
        "nvidia boeing airbus toyota honda ford volkswagen bmw tesla nissan walmart mcdonald's starbucks coca-cola pepsi visa "
        "mastercard goldman_sachs jpmorgan citigroup barclays hsbc lehman_brothers youtube instagram wikipedia wikimedia "
        "wikinews netflix disney hamas hezbollah taliban al-qaeda al-qaida isis isil is eta ira nfl nba mlb nhl fifa uefa "
        "nasdaq nyse gm ge att at&t verizon comcast vodafone greenpeace oxfam amnesty_international human_rights_watch "
        "red_cross hollywood_reporter tmz politico wikileaks vatican holy_see ucla mit ubs ukip snp uefa usgs noaa"
    ).split()
)
"""Bodies known by name alone, folded."""

MONTHS_AND_DAYS: Final = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat "
    "sun "
    "christmas easter thanksgiving halloween ramadan hanukkah".split()
)
COMPOUND_ENDS: Final = frozenset(
    "based led born backed owned style like era run area wide only registered occupied held bound trained educated "
    "controlled friendly "
    "related made funded educated speaking old".split()
)
"""Second parts that make an adjective of a name ("Leeds-based")."""
NOT_NAMES: Final = frozenset(
    "i i'm i'd i'll i've a an the this that these those it he she they we you his her its their our my your who what when "
    "where why how which whose if but and or so yet because although though while since after before as at by for from in "
    "into of on to with without there here not no yes all any some many most few both each every other another one two "
    "three four five six seven eight nine ten internet web god english christian muslim jewish catholic islamic arab arabic "
    "islam christianity judaism protestant latino hispanic photo image video source copyright advertisement read more also "
    "however meanwhile moreover therefore instead then now today yesterday tomorrow monday's tv dvd cd pc usb pdf html ceo "
    "cfo coo cto mp mps phd am pm est gmt utc bst edt et pt ok vs qb q a.m p.m covid covid-19 did does do is are was were "
    "has have had can could will would should might must be been don't didn't doesn't isn't won't can't says said gets got "
    "goes going says tells told just still only even never ever about over under between during people hiv aids dna "
    "olympics olympic olympian republican democrat democratic conservative liberal marxist "
    "communist socialist nazi web".split()
)
"""Words whose capital letter is not that of a name of a person, body or place."""
