"""Words of one kind that do not mean the same, so that one for another is an error. Written for this project."""

from core.grounding.synonyms import groups

_KINDS = """
man woman boy girl
husband wife
brother sister mother father son daughter uncle aunt cousin grandmother grandfather
he she
child adult teenager baby senior
employee customer manager owner investor supplier
student teacher professor
doctor nurse dentist lawyer engineer teacher chef
artist musician actor writer journalist politician
scientist chemist biologist physicist astronomer
cat dog horse bird fish cow pig sheep rabbit mouse monkey pigeon
car bus train truck bike bicycle plane ship boat van motorcycle
house apartment office school hospital church hotel restaurant store bank library museum factory warehouse gym
kitchen bathroom bedroom garage garden
breakfast lunch dinner
coffee tea water beer wine juice milk
apple orange banana lemon coconut olive grape
chicken beef pork fish turkey
pizza pasta salad soup sandwich cake cookie pie burger
red blue green yellow black white purple pink orange brown gray grey
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
spring summer autumn winter fall
morning afternoon evening night
second minute hour day week month quarter year decade century
today tomorrow yesterday
hundred thousand million billion
percent dollar euro pound
kilometer mile meter foot inch
football soccer baseball basketball tennis hockey golf cricket rugby
guitar piano violin drum
math physics chemistry biology history psychology sociology philosophy economics music
life health auto home dental travel pet car property disability homeowner renter vision medical
insurance banking investment mortgage loan pension
platinum gold silver bronze basic premium deluxe
email phone text letter fax postal
book movie song show podcast game website blog magazine newspaper video
sales marketing finance engineering legal hr support operations accounting
ceo cfo cto coo president chairman director secretary treasurer
government police army court parliament
senate house congress
plaintiff defendant judge jury
buyer seller tenant landlord
import export
north south east west
left right
revenue profit loss income earnings margin sales cost debt tax
stock bond currency
growth decline
earthquake flood fire storm hurricane
gun knife bomb
computer phone tablet laptop television tv camera printer
windows linux mac
image text audio video speech
classification regression clustering segmentation
supervised unsupervised reinforcement
matrix vector tensor
syntax semantics morphology
king queen prince duke lord
mother father
sun moon star planet galaxy
love hate
head hand foot arm leg heart eye
church temple mosque
doctor patient
republican democrat
domestic international
indoor outdoor
"""

KINDS = groups(_KINDS)
