"""Closed lists about people and their roles, written for onrecord: honorifics, offices, roles, first names.

The lists are data, kept as plain strings, and short: a list helps where it is sure, and the rules of `names` and `cast` say what
happens to words on no list. Genders are "m", "f" or "" (either).
"""

from __future__ import annotations

from typing import Final

from wordfreq import zipf_frequency


def _gendered(male: str, female: str, either: str = "") -> dict[str, str]:
    return {**dict.fromkeys(either.split(), ""), **dict.fromkeys(male.split(), "m"), **dict.fromkeys(female.split(), "f")}


HONORIFICS: Final = _gendered(
    "mr mister sir lord herr monsieur don señor baron viscount earl sheikh sheik imam mullah ayatollah rabbi messrs",
    "mrs ms miss lady dame madam madame mme frau señora baroness countess",
    "dr prof professor rev reverend mx hon rt",
)
"""Forms of address, with the gender that they show."""

SUFFIXES: Final = frozenset("jr sr ii iii iv qc kc sc mp msp mep phd md esq obe mbe cbe".split())
PARTICLES: Final = frozenset("de del della der den di da dos das du la le van von bin ibn al el ben ter ten zu bint".split())
"""Words, often in lower case, that belong to a surname."""

ROLES: Final = _gendered(
    "king prince emperor duke chairman spokesman congressman businessman policeman fireman gunman salesman alderman "
    "councilman actor father dad grandfather husband brother son uncle nephew boyfriend fiancé man boy gentleman monk "
    "priest pope bishop archbishop cardinal clergyman frontman fisherman statesman sportsman cameraman hitman groom widower "
    "stepfather godfather grandson stepson batsman waiter ex-husband ex-boyfriend handyman",
    "queen princess empress duchess chairwoman spokeswoman congresswoman businesswoman policewoman actress mother mum mom "
    "grandmother wife sister daughter aunt niece girlfriend fiancée woman girl nun ballerina heroine waitress widow ex-wife "
    "ex-girlfriend granddaughter stepmother stepdaughter councilwoman bride starlet midwife heiress",
    "president pres vice-president premier chancellor mayor governor gov coach captain chair chairperson ceo cfo coo cto coroner "
    "sheriff secretary minister leader chief head ambassador speaker commissioner boss owner founder co-founder cofounder "
    "manager director superintendent prosecutor judge justice magistrate editor principal senator sen representative rep "
    "lawmaker legislator mp msp mep politician parliamentarian councillor councilor candidate nominee contender envoy "
    "diplomat consul undersecretary spokesperson delegate official aide adviser advisor strategist consultant counsel "
    "lawyer attorney solicitor barrister analyst economist professor lecturer scholar academic researcher scientist "
    "physicist chemist biologist astronomer geologist historian psychologist sociologist author writer novelist poet "
    "playwright journalist reporter correspondent columnist blogger broadcaster presenter anchor commentator producer "
    "filmmaker screenwriter comedian singer songwriter rapper musician guitarist drummer pianist composer conductor dj "
    "artist painter sculptor photographer designer architect dancer model celebrity star superstar player footballer golfer "
    "boxer swimmer runner sprinter athlete cyclist driver skier skater champion baseman pitcher catcher shortstop "
    "outfielder infielder midfielder defender goalkeeper winger striker quarterback linebacker cornerback receiver slugger "
    "rookie veteran umpire referee officer detective inspector sergeant sgt lieutenant lt colonel col major general gen "
    "admiral marshal commander constable trooper deputy agent investigator soldier pilot astronaut engineer technician "
    "developer programmer executive banker broker investor entrepreneur tycoon billionaire millionaire realtor farmer "
    "worker employee teacher student pupil doctor surgeon physician nurse psychiatrist therapist pathologist dentist "
    "pharmacist activist campaigner organizer organiser protester demonstrator dissident whistleblower hacker inmate "
    "prisoner suspect defendant victim witness survivor killer murderer shooter attacker bomber terrorist militant "
    "insurgent rebel warlord dictator teenager teen child parent spouse partner colleague friend neighbor neighbour "
    "resident citizen member volunteer trustee treasurer publicist pastor vicar chaplain preacher curator librarian "
    "archaeologist anthropologist linguist philosopher mathematician epidemiologist meteorologist firefighter paramedic "
    "clerk auditor chef explorer inventor pioneer registrar critic reviewer expert specialist pollster operative lobbyist ombudsman "
    "regulator administrator cleric guru monarch ruler counselor counsellor dean provost rector mobster gangster trainer "
    "jockey wrestler source insider passenger maid guard fugitive rb wr qb capt maj adm cmdr cpl pvt supt brig heir "
    "convener convenor campaigner shopkeeper islander villager baker plumber gardener electrician harbourmaster postmaster "
    "headteacher robber thief burglar arsonist pedestrian motorist cook host presenter creator chairmen ayatollah",
)
"""Nouns for what a person is, with the gender that they show."""

UNIQUE_OFFICES: Final = frozenset(
    "president premier chancellor king queen pope emperor mayor governor coach chairman chairwoman chair chairperson ceo "
    "coroner sheriff archbishop secretary minister leader chief head ambassador speaker commissioner owner founder manager "
    "director "
    "superintendent principal treasurer provost rector dean cfo coo cto monarch ruler".split()
)
"""Offices that one person holds at a time in one body: "the mayor" points at somebody."""

KINDS_OF_ROLE: Final = {
    "leader": "president premier minister chancellor king queen chairman chairwoman chair head chief ceo captain dictator ruler "
    "emperor mayor governor founder monarch pope boss",
    "politician": "president premier minister chancellor senator representative rep sen mp msp mep congressman congresswoman mayor "
    "governor gov candidate nominee leader secretary councillor councilman lawmaker",
    "lawmaker": "senator sen representative rep mp msp mep congressman congresswoman legislator parliamentarian councillor",
    "legislator": "senator sen representative rep mp congressman congresswoman lawmaker",
    "candidate": "nominee",
    "nominee": "candidate",
    "official": "secretary minister director commissioner spokesman spokeswoman spokesperson deputy ambassador "
    "undersecretary administrator",
    "executive": "ceo chief president director chairman cfo coo cto",
    "judge": "justice magistrate",
    "justice": "judge",
    "boss": "ceo chief chairman head president director manager coach",
    "manager": "coach",
    "coach": "manager",
    "diplomat": "ambassador envoy consul",
    "envoy": "ambassador diplomat",
    "lawyer": "attorney solicitor barrister counsel prosecutor",
    "attorney": "lawyer counsel prosecutor",
    "scientist": "physicist chemist biologist astronomer geologist researcher professor psychologist epidemiologist",
    "researcher": "professor scientist physicist psychologist biologist academic scholar",
    "academic": "professor lecturer researcher scholar historian",
    "scholar": "professor historian academic researcher",
    "writer": "author novelist poet playwright journalist columnist screenwriter",
    "author": "writer novelist historian",
    "journalist": "reporter correspondent columnist editor",
    "reporter": "journalist correspondent",
    "star": "actor actress singer player quarterback striker rapper celebrity",
    "actor": "star", "actress": "star starlet", "starlet": "actress",
    "musician": "singer guitarist drummer pianist rapper composer songwriter",
    "artist": "singer musician painter sculptor rapper photographer",
    "player": "baseman pitcher catcher shortstop midfielder defender goalkeeper winger striker quarterback linebacker footballer golfer "
    "cornerback receiver outfielder infielder center forward",
    "athlete": "swimmer runner sprinter footballer golfer boxer cyclist skier skater player",
    "officer": "sergeant sgt lieutenant lt detective inspector constable captain trooper deputy chief",
    "policeman": "officer", "policewoman": "officer",
    "spokesperson": "spokesman spokeswoman", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "cleric": "imam bishop archbishop priest pastor ayatollah rabbi",
    "businessman": "tycoon billionaire entrepreneur investor executive ceo", "tycoon": "businessman billionaire",
    "suspect": "defendant gunman shooter", "defendant": "suspect", "gunman": "suspect shooter",
    "rep": "representative spokesman spokeswoman publicist", "representative": "rep congressman congresswoman",
    "premier": "minister", "teen": "teenager", "teenager": "teen", "monarch": "king queen", "mp": "lawmaker",
    "president": "pres", "pres": "president",
    "senator": "sen", "sen": "senator", "governor": "gov", "gov": "governor", "general": "gen", "sheriff": "chief",
}  # fmt: skip
"""A looser word for a role and the closer ones that it may stand for ("the Russian leader" for "President …")."""

ROLE_ADJECTIVES: Final = frozenset(
    "former ex then then- acting interim deputy vice assistant associate senior junior chief executive late current new "
    "incoming outgoing first foreign prime press general managing national local veteran lead head top principal ranking "
    "honorary retired disgraced embattled newly elected elect designate co founding defence defense home interior finance "
    "health education justice energy trade transport environment treasury police military political security human rights "
    "legal medical technical financial public international federal state city county district media campaign party".split()
)
"""Words that stand between a determiner and the noun of a role."""

BODY_NOUNS: Final = frozenset(
    "company firm group party agency ministry department university college church court bank club team union league "
    "committee council commission airline newspaper magazine network organisation organization government administration "
    "office institute institution school hospital association foundation charity corporation board regulator watchdog "
    "think-tank federation bureau carrier manufacturer maker retailer broadcaster publisher studio franchise force army "
    "navy authority embassy kremlin parliament senate "
    "congress house cabinet coalition alliance campaign band orchestra museum library society service squad startup giant".split()
)
"""Nouns for a body: "the company" points at the body named last that fits."""

_MALE_NAMES = (
    "aaron abdul abdullah abraham adam adrian ahmad ahmed akira alan albert alberto alejandro aleksandr alessandro alex "
    "alexander alexandre alexei alfred ali allan allen alvin amir anders andre andreas andrei andres andrew andy angelo "
    "anthony antoine anton antonio antony arnold art arthur arturo asif austin barack barry bart bashar ben benedict "
    "benjamin benny bernard bernardo bernie bert bill billy bob bobby boris brad bradley brandon brendan brent brett brian "
    "bruce bruno bryan bryce byron calvin carl carlo carlos carson cedric cesar chad charles charlie chester chris "
    "christian christoph christophe christopher chuck clarence claude claudio clay clayton cliff clifford clint clinton "
    "clive cody cole colin connor conor corey cory craig curt curtis cyril dale damian damien damon dan daniel daniele "
    "danny darren darryl dave david davide dean declan denis dennis derek desmond diego dietrich dirk dmitri dmitry dominic "
    "dominik don donald donnie doug douglas drew duncan dustin dwayne dwight dylan ed eddie edgar eduardo edward edwin eli "
    "elias elijah elliot elliott elon emilio emmanuel emil enrique eric erik ernest ernesto ernst erwin ethan eugene evan "
    "fabio felipe felix ferdinand fernando fidel floyd francesco francis francisco franco francois frank franklin franz "
    "fred freddie frederick friedrich gabriel gareth garrett garry gary gavin gene geoff geoffrey george gerald gerard "
    "gerhard gerry giacomo gianni gilbert giorgio giovanni giuseppe glen glenn gonzalo gordon graham grant greg gregory "
    "guillaume guillermo gus gustav gustavo guy hamid hamza hans harold harris harrison harry harvey hassan hector heinrich "
    "helmut henri henrik henry herbert herman hiroshi horace howard hubert hugh hugo hussein ian ibrahim igor imran isaac "
    "isaiah ismail ivan jack jackson jacob jacques jaime jake james jamie jared jason javier jay jean jeff jefferson "
    "jeffery jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joaquin joe joel johan johann johannes john "
    "johnny jon jonah jonas jonathan jordan jorge jose josef joseph josh joshua joão juan juergen jules julian julio julius "
    "jun justin kai kamal karel karim karl keith ken kenji kenneth kenny kevin khaled khalid kim kirk klaus konstantin kurt "
    "kyle lance larry lars laurence laurent lawrence lee leo leon leonard leonardo leonid leroy leslie lewis liam lionel "
    "lloyd logan lorenzo lou louis luc luca lucas luigi luis luiz lukas luke luther mahmoud malcolm manfred manny manuel "
    "marc marcel marcelo marco marcos marcus mario mark marshall martin marty marvin massimo mateo mathew mathieu matt "
    "matteo matthew matthias maurice mauricio max maxim maximilian mehdi mehmet mel melvin michael michel miguel mikael "
    "mike mikhail miles milton mitch mitchell mitt mohamed mohammad mohammed mohamad moses muhammad murray mustafa nathan "
    "nathaniel neil nelson newt nicholas nick nicola nicolas nigel nikita nikolai nikolas noah noel norman oleg oliver "
    "olivier omar oscar oswald otto owen pablo paolo pascal pat patrick paul paulo pavel pedro percy perry pete peter petr "
    "phil philip philippe phillip pierre piotr preston quentin rafael rahul raj rajiv ralph ramon randall randy raphael "
    "rashid raul ravi ray raymond reginald reinhard rene reuben rex ricardo richard rick ricky rob robbie robert roberto "
    "robin rod roderick rodney rodrigo roger roland rolf roman ron ronald ronnie rory ross roy ruben rudolf rudy rupert "
    "russell ryan salman salvador salvatore sam samir samuel santiago saul scott sean sebastian serge sergei sergey sergio "
    "seth shane shaun shawn sidney silvio simon spencer stan stanley stefan stefano stephan stephen sterling steve steven "
    "stewart stuart sven tariq ted terence terrence terry theo theodore thomas tim timothy toby todd tom tomas tommy tony "
    "travis trent trevor tristan troy tyler umberto victor viktor vince vincent vito vitaly vladimir wade wallace walter "
    "warren wayne wendell werner wesley wilfred wilhelm willem william willie winston wladimir wolfgang xavier yasser yuri "
    "yusuf yves zachary zach volodymyr oleksandr serhiy petro dmytro emmett darrell everett bernhard jürgen kofi kwame "
    "desmond dalai ehud ariel binyamin shimon yitzhak avigdor gaetano giles huw gwyn ewan euan alistair alasdair callum "
    "rhys"
)
_FEMALE_NAMES = (
    "abigail ada adele adriana agnes aisha alana alejandra alessandra alexandra alexis alice alicia alison allison alma "
    "alyssa amanda amber amelia amy ana anastasia andrea angela angelina angie anita anja ann anna anne annette annie "
    "antonia april ariana arlene ashley astrid audrey ava barbara beatrice becky belinda bernadette beth bethany betsy "
    "betty beverly bianca bonnie brenda bridget brigitte britney brittany camila camilla candace cara carla carly carmen "
    "carol carole caroline carolyn carrie cassandra catherine cathy cecilia celeste celia charlene charlotte chelsea cheryl "
    "chloe christina christine cindy claire clara clare claudia colleen connie constance courtney cristina crystal cynthia "
    "daisy dana daniela danielle daphne dawn deborah debbie debra deirdre delia denise diana diane dolores donna doris "
    "dorothy edith edna eileen elaine eleanor elena elisa elisabeth elise elizabeth ella ellen ellie eloise elsa elsie "
    "emily emma erica erika erin esther ethel eva eve evelyn faith fatima fay felicity fiona florence frances francesca "
    "freya gabriela gabrielle gail gemma genevieve georgia georgina geraldine gertrude gillian gina ginger giulia gladys "
    "glenda gloria grace greta gretchen gwen gwendolyn hannah harriet hazel heather heidi helen helena helene helga "
    "henrietta hilary hillary holly hope huma ida imogen ines ingrid irene irina iris isabel isabella isabelle ivanka ivy "
    "jacqueline jackie jana jane janet janice jasmine jean jeanette jeanne jenna jennifer jenny jessica jill jo joan joana "
    "joanna joanne jocelyn jodie josephine joy joyce juanita judith judy julia juliana julie juliet june karen karin karina "
    "kate katharine katherine kathleen kathryn kathy katie katrina kay kayla kellie kelly kendra kerry kimberly kirsten "
    "kirstjen kristen kristin kristina lara latoya laura lauren laurie lea leah leila lena leslie leticia lila lillian lily "
    "linda lindsay lindsey lisa liz liza lois loretta lori lorna lorraine louise lucia lucille lucinda lucy luisa lydia "
    "lynda lynn lynne mabel madeleine madison maggie mandy marcia margaret margarita maria mariah marian marianne marie "
    "marilyn marina marion marjorie marlene marsha martha martina mary maryam maud maureen maya megan meghan melania "
    "melanie melinda melissa mercedes meredith mia michaela michele michelle mildred mindy miranda miriam moira molly mona "
    "monica monique muriel myra nadia nadine nan nancy naomi natalia natalie natasha nicole nina nora noreen norma olga "
    "olive olivia pamela patricia patsy patti patty paula pauline pearl peggy penelope penny petra phoebe phyllis pippa "
    "polly priti priscilla priya rachel ramona rebecca regina renata renee rhoda rhonda rita roberta rosa rosalind rose "
    "roseanne rosemary roxanne ruby ruth sabrina sadie sally samantha sandra sandy sara sarah saundra savannah selena "
    "serena shannon sharon sheila shelley sherry shirley sienna silvia simone sofia sonia sonya sophia sophie stacey stacy "
    "stella stephanie sue susan susanna susanne susie suzanne sylvia tamara tammy tania tanya tara tatiana teresa terri "
    "tessa thelma theresa therese tiffany tina toni tracey tracy trudy ursula valentina valerie vanessa vera veronica vicki "
    "vicky victoria viola violet virginia vivian wanda wendy whitney wilma winifred yasmin yolanda yulia yvette yvonne "
    "zainab zoe angel ayesha indira benazir aung condoleezza madonna beyoncé oprah kamala nikki theresa ségolène valeska "
    "ursula"
)
_EITHER_NAMES = (
    "alex andrea angel ashley chris dana jackie jamie jean jordan kelly kerry kim lee leslie lynn pat robin sam sandy terry tracy"
)
FIRST_NAMES: Final = _gendered(_MALE_NAMES, _FEMALE_NAMES) | dict.fromkeys(_EITHER_NAMES.split(), "")
"""Common first names and their usual gender."""

_SHORT_NAMES = (
    "bill:william billy:william will:william bob:robert rob:robert bobby:robert dick:richard rick:richard rich:richard "
    "jim:james jimmy:james joe:joseph mike:michael mick:michael tom:thomas tommy:thomas tony:anthony,antony "
    "steve:steven,stephen dave:david dan:daniel danny:daniel ben:benjamin sam:samuel,samantha matt:matthew "
    "chris:christopher,christine,christian nick:nicholas tim:timothy greg:gregory jeff:jeffrey,jeffery geoff:geoffrey "
    "andy:andrew ed:edward,edwin eddie:edward ted:edward,theodore ron:ronald don:donald ken:kenneth larry:lawrence "
    "jerry:gerald,jerome gerry:gerald ray:raymond fred:frederick charlie:charles chuck:charles pete:peter "
    "phil:philip,phillip alex:alexander,alexandra,alexandre al:albert,alan bernie:bernard liz:elizabeth beth:elizabeth "
    "betty:elizabeth kate:katherine,catherine,kathryn katie:katherine,katharine,kathryn,kathleen cathy:catherine "
    "kathy:kathleen,katherine sue:susan,suzanne maggie:margaret peggy:margaret meg:margaret jenny:jennifer jen:jennifer "
    "debbie:deborah deb:deborah pam:pamela pat:patrick,patricia patty:patricia barb:barbara becky:rebecca vicky:victoria "
    "cindy:cynthia angie:angela abby:abigail mandy:amanda jon:jonathan josh:joshua jake:jacob zach:zachary nate:nathan "
    "nat:nathaniel gabe:gabriel max:maxwell,maximilian doug:douglas stu:stuart walt:walter hank:henry harry:henry,harold "
    "jack:john johnny:john manny:manuel sandy:sandra,alexander steph:stephanie val:valerie terry:terence,theresa "
    "mitch:mitchell stan:stanley vince:vincent vic:victor wes:wesley russ:russell ricky:richard marty:martin lenny:leonard "
    "gus:augustus,angus art:arthur bert:albert,herbert brad:bradley cal:calvin cliff:clifford "
)
SHORT_NAMES: Final = {short: frozenset(fuller.split(",")) for short, _, fuller in (pair.partition(":") for pair in _SHORT_NAMES.split())}
"""Short forms of first names and the full ones that they stand for."""


def is_common(word: str, bar: float = 3.3) -> bool:
    """True when a word in lower case is an everyday English word, so that a capital at a sentence start says nothing.

    Frequencies come from the fixed table of the wordfreq package (scale of Zipf; 3.3 is about two in a million).
    """
    return zipf_frequency(word, "en") >= bar
