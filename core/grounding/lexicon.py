"""Words that turn a sentence round: negations, and pairs of opposites, as stems. Written for this project."""

from collections import defaultdict
from collections.abc import Mapping

from core.text.words import stem

NEGATIONS = frozenset(
    """not no never cannot can't couldn't didn't doesn't don't hadn't hasn't haven't isn't aren't wasn't weren't won't
    wouldn't shouldn't mustn't needn't without nor neither none nobody nothing""".split()
)

# Words that narrow or deny what stands around them.
RESTRICTIONS = frozenset(
    """only except excluding exclude instead despite fails failed fail unable falsely incorrect incorrectly wrong
    wrongly rather barely hardly lack lacks lacking refuse refuses refused deny denies denied ignore ignores
    ignored ignoring avoid avoids avoiding prevent prevents hinder hinders unsuccessful unsuccessfully limited
    restricted""".split()
)
ALTERNATIVES = frozenset("instead except despite rather without".split())

# Left against right. A word may stand in several lines.
_OPPOSITES = """
accept approve agree adopt endorse support confirm : reject refuse decline deny oppose veto block
allow permit authorize may : forbid forbidden forbade prohibit disallow block ban
keep retain stay remain continue preserve maintain : remove drop delete abandon discard scrap stop quit cancel cancelled
add include insert attach : exclude omit remove
increase raise rise grow expand climb surge boost extend : decrease reduce lower fall shrink decline cut drop plunge
more increase raise : less fewer decrease reduce
gain win : lose loss
improve enhance strengthen better upgrade : worsen degrade weaken impair harm hinder hurt damage worse downgrade
start begin launch open enable activate join : stop end finish close disable deactivate leave halt shut
succeed success successful pass win victory : fail failure unsuccessful lose defeat loss
accelerate hasten advance : delay postpone slow defer
buy purchase : sell
send give provide offer lend : receive take withhold borrow
hire employ appoint : fire dismiss
push upload merge : pull download revert
lock : unlock
show reveal disclose highlight : hide conceal
like love enjoy prefer praise favor : dislike hate criticize
encourage promote urge recommend : discourage warn prevent
help assist aid : hinder
attack : defend
connect attach : disconnect detach
create build construct : destroy demolish
early before previous prior earlier : late after later subsequent following
first : last
new modern novel fresh latest recent : old ancient outdated former
old elderly : young
high higher highest tall upper above over : low lower lowest below under
big large huge major great larger largest biggest : small tiny little minor smaller smallest
long longer longest lengthy : short shorter shortest brief
fast faster quick rapid quickly : slow slower slowly sluggish
good better best great excellent : bad worse worst poor terrible
easy simple straightforward : hard difficult complex complicated
strong powerful : weak
rich wealthy : poor
cheap cheaper affordable inexpensive : expensive costly dear dearer costlier pricier
free : paid costly
public : private secret
internal inside indoor in : external outside outdoor out
open : closed shut
full complete entire : empty partial incomplete
true correct accurate right : false wrong incorrect inaccurate
safe secure : unsafe dangerous risky insecure
same similar alike identical : different distinct various
common usual frequent popular often commonly frequently usually : rare unusual uncommon rarely seldom
always ever : never
all every : none few some
many numerous several : few
more most : less fewer least fewest
maximum max : minimum min
top : bottom
up upward : down downward
front : back rear
left : right
north northern : south southern
east eastern : west western
local domestic : foreign remote global
active : passive inactive
positive : negative
general generic broad wide : specific particular narrow
temporary : permanent
optional voluntary : mandatory required compulsory
manual : automatic
direct : indirect
artificial : natural
synthetic : real
static : dynamic
single : multiple
linear : nonlinear
online : offline
deep : shallow
dense : sparse
supervised : unsupervised
local : global
visible : hidden invisible
important crucial significant essential key : unimportant irrelevant insignificant trivial
possible able : impossible unable
likely probable : unlikely improbable
happy glad pleased satisfied : unhappy sad angry upset dissatisfied
interested keen curious : uninterested disinterested
friend ally : enemy foe rival
peace : war
life alive : death dead
love : hatred
day : night
morning : evening
summer : winter
hot warm : cold cool
heavy : light
light bright : dark
wet : dry
thick : thin
profit : loss deficit
benefit advantage strength pro : drawback disadvantage weakness con
question ask : answer
problem issue : solution
cause : effect
demand : supply
import : export
innocent : guilty
acquit : convict
arrest detain : release
survive : die
male man boy men : female woman girl women
husband : wife
brother : sister
father : mother
son : daughter
mr : mrs ms
adult : child teenager
teacher : student
buyer customer : seller
winner : loser
majority most : minority
beginning start : end
entrance : exit
future : past
tomorrow : yesterday
ahead : behind
together : apart separately
alone : together
despite although : because
unanimous : divided
flexible : rigid inflexible strict
formal : informal
careful : careless
proud : ashamed
polite : rude
confident certain sure : doubtful uncertain unsure
clear : unclear vague ambiguous
ready : unready
"""


def _pairs() -> Mapping[str, frozenset[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for line in _OPPOSITES.strip().splitlines():
        left, right = ([stem(w) for w in side.split()] for side in line.split(" : "))
        for one in left:
            out[one].update(right)
        for one in right:
            out[one].update(left)
    return {word: frozenset(others - {word}) for word, others in out.items()}


OPPOSITES = _pairs()
