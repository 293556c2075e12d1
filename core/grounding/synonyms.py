"""Words that people exchange when they say the same again: everyday English, written for this project."""

from collections import defaultdict
from collections.abc import Mapping

from core.text.words import stem

_SYNONYMS = """
say state tell mention note remark report announce declare claim inform express indicate point
explain describe clarify elaborate detail outline expound illustrate define specify
discuss talk speak converse chat debate address cover explore examine analyze review delve
conversation discussion dialogue exchange talk chat discuss debate
suggest propose recommend advise advocate urge endorse encourage
offer provide give present supply deliver propose extend grant
ask inquire question request query demand
answer respond reply response
show demonstrate display reveal present exhibit prove indicate highlight showcase illustrate
emphasize stress highlight underline underscore emphasise
want wish desire hope intend plan aim like look seek
need require requirement necessity must want
call phone telephone ring contact reach
agree accept consent approve concur
decide choose opt determine resolve select conclude pick
buy purchase acquire get obtain
get receive obtain acquire gain secure
send deliver ship forward dispatch transmit mail
help assist aid support
use utilize employ apply leverage adopt
make create build construct develop produce generate form establish craft design
begin start launch initiate commence introduce open
end finish conclude complete close terminate finalize
stop halt cease discontinue end
keep maintain retain preserve
change alter modify adjust shift transform adapt vary switch
improve enhance boost better upgrade refine strengthen
increase raise grow rise expand boost climb surge growth
decrease reduce lower fall drop decline cut diminish shrink lessen plunge plummet tumble downturn reduction
try attempt endeavor seek effort
learn discover find identify detect uncover
find discover locate identify
think believe consider deem regard view see feel assume
believe think consider assume
expect anticipate predict forecast project
allow enable permit let
prevent stop avert avoid block
ban prohibit forbid bar
remove delete eliminate eradicate uninstall
kill murder slay execute
die pass decease perish death demise
arrest detain apprehend capture catch custody detention
attack assault strike
invade invasion incursion
hurt injure wound harm
warn caution alert
order command instruct direct mandate tell compel
force compel make oblige
accuse allege charge blame accusation allegation
fight battle struggle combat
win triumph victory
lose loss
join enroll enlist register subscribe sign
leave depart exit quit
go travel head move
come arrive
visit tour
meet gather assemble
meeting session gathering conference
arrange organize schedule plan set
book reserve
fix repair resolve solve mend correct address
solve resolve tackle
handle manage deal cope grapple contend
work function operate
run operate execute
test try evaluate assess check
evaluate assess measure gauge appraise judge
study research investigate examine analyze probe scrutinize
compare contrast
combine merge join unite integrate fuse blend
include comprise contain encompass involve feature incorporate consist entail
share distribute
hold keep host
happen occur take place
cause lead result trigger provoke bring
affect impact influence effect
represent depict portray
train teach educate coach instruct
infer deduce derive
approximate estimate
compute calculate
perform conduct carry execute do undertake
achieve attain accomplish reach realize
confirm verify affirm
promise guarantee assure ensure pledge vow
thank gratitude appreciate
apologize sorry regret
worry concern fear anxious
enjoy like love
remember recall recollect
forget
complain grumble
celebrate commemorate mark
client customer buyer consumer patron
agent representative rep salesperson salesman associate
company firm business corporation organization enterprise
boss manager supervisor director
employee worker staff personnel
team group crew squad bunch
people individuals persons folks
child kid youngster
doctor physician
police officer cop
speaker presenter host narrator
author writer
audience listeners viewers
friend buddy pal
house home residence dwelling
car automobile vehicle auto
road street
shop store
job work position role task
money funds cash
price cost rate fee charge
option choice alternative possibility selection
range variety array selection assortment lineup series
type kind sort category variety form
different various diverse varied varying distinct several multiple numerous
many numerous several multiple
part portion section component element aspect
feature aspect characteristic attribute element
detail information info specifics
problem issue difficulty challenge trouble
idea concept notion thought
way method manner approach fashion technique strategy
method approach technique procedure scheme strategy framework
plan scheme program strategy arrangement package
goal aim objective purpose target
benefit advantage perk
risk danger threat hazard peril
result outcome consequence finding repercussion
reason cause
example instance illustration case
opinion view perspective standpoint
story tale narrative account
episode installment
article piece document text
image picture photo photograph
new novel fresh innovative latest recent
old former previous prior earlier
prospective potential possible likely
big large huge major massive great
small little tiny minor
important crucial significant essential key vital critical
main primary chief principal key major central
famous renowned celebrated popular known
good great excellent fine
bad poor
quick fast rapid prompt swift speedy
easy simple effortless straightforward uncomplicated
hard difficult tough challenging
flexible adaptable adjustable
personalized customized tailored individualized custom personal bespoke
affordable cheap inexpensive economical competitive
complete comprehensive full thorough extensive total entire whole
special unique exclusive distinctive particular
specific particular certain
extra additional further more another
whole entire complete
current present existing ongoing
recent latest new
common usual typical
interested intrigued curious keen inquisitive
happy glad pleased delighted
sad unhappy
sure certain
about around approximately roughly nearly almost
also too additionally furthermore moreover
but however though although yet
because since as due owing
often frequently regularly
quickly rapidly swiftly
mostly mainly primarily chiefly largely
worldwide globally international
via through using
among amongst between
show program series
improvement enhancement
ability capability capacity
understand comprehend grasp
look gaze peer see view
observe watch see notice
wait await
eat consume
live reside dwell
grow develop
choose select pick
relation relationship connection link bond tie
model architecture network
accuracy precision
speed velocity pace
error mistake fault bug
outside external
inside internal
document file paper
email mail message
tip advice pointer suggestion recommendation guidance
question query inquiry
law legislation act bill statute
government administration authorities
leader head chief
lawyer attorney
soldier troop
scientist researcher
student pupil
talk speech lecture presentation
party celebration
trip journey voyage travel
food meal dish
movie film
picture image
near close
soon shortly
next following subsequent
last final
first initial
fail failure
"""


def groups(text: str) -> Mapping[str, frozenset[str]]:
    """For each stem of a list of lines, the others that share a line with it."""
    out: dict[str, set[str]] = defaultdict(set)
    for line in text.strip().splitlines():
        stems = {stem(w) for w in line.split()}
        for one in stems:
            out[one] |= stems - {one}
    return {word: frozenset(others) for word, others in out.items()}


SYNONYMS = groups(_SYNONYMS)
