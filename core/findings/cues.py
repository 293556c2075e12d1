"""Turns of phrase that make a promise, a request, an agreement, wherever and by whomever they are used."""

from core.findings.phrases import VERB, anywhere, at_start

_I_WILL = "i(?:'?ll| will|'d be happy to|'m going to| am going to| shall)"
# "I can look at it" offers where a clause begins; "the only page I can find" does not.
_I_CAN = r"(?:(?:^|[,;:.!?–-]\s*)(?:and |so |then |but |yes |sure |ok |well )*)i can"
_BUT_NOT = "not|never|only|hardly|no|be (?:unable|away|out|late|off)"

COMMITMENT = anywhere(
    rf"(?:{_I_WILL}|{_I_CAN})(?! (?:{_BUT_NOT}))(?:[ ,]+\w+){{0,3}}? {VERB}",
    r"i'?ll (?:do|take) (?:it|that|this)",
    r"i can (?:do|take) (?:it|that|this)",
    r"(?:^|[,;.!–-]\s*|(?:ok|okay|sure|yes|yep|yeah|great|thanks) )will do(?! \w)",
)
# Asked of one person to do a thing, not "can you believe it".
ERRAND = anywhere(
    rf"(?:can|could|would|will) you (?:please |pls |also |just |maybe )*{VERB}", rf"(?:please|pls) {VERB}"
)
REQUEST = anywhere(
    "(?:can|could|would|will) you",
    "please",
    "let me know",
    "make sure",
    "don't forget",
    "you (?:should|need to|have to|must)",
)
WILL = anywhere(rf"(?:will|to|is going to|should|'ll) (?:\w+ )?{VERB}")
ASSIGNMENT = anywhere(rf"(?:to|will|should|needs? to|has to|must|can) (?:\w+ ){{0,2}}?{VERB}")
COMMAND = at_start(rf"(?:and |then |so |also |just |please |ok(?:ay)?,? )*{VERB}")
SHARED = anywhere("we(?:'?ll| will| need to| should| have to| must)", "let'?s", "someone (?:should|needs)")
TASK = anywhere(
    r"action(?: items?)?",
    "tasks?",
    "todo",
    "to-do",
    "follow[- ]?up",
    "assigned",
    "volunteer(?:s|ed)?",
    "deadline",
    r"by (?:next|this|the end|\w+day)",
)
# Something to be done; without it there are only words that happen to occur in tasks.
DEED = anywhere(
    "to",
    "please",
    "will",
    "should",
    "must",
    "can",
    "let'?s",
    "need(?:s|ed)?",
    "action",
    "follow up",
    r"\w+'ll",
    "assign",
    r"volunteer\w*",
    rf"^\W*{VERB}",
)
NO_TASK = at_start(
    r"(?:sub)?topic\s*:.*",
    r"(?:agenda|proposal|proposed|poll|vote|resolved|link|fyi)\s*:.*",
    r"https?://\S+\W*$",
    r"(?<=[+-])\s?[01]\b.*",
    r"\S+: https?:\S+$",
)
POINTING = anywhere("that", "this", "it", "those", "them", "these", "one", "so", "will do")

DECISION = anywhere(
    r"(?:we|it'?s|have|has|been|is|are|final) (?:\w+ )?(?:decided|agreed|settled|resolved|approved|accepted)",
    "let'?s (?:go|stick) with",
    "we(?:'?ll| will|'?re| are) (?:go|going|stick|sticking) with",
    "consensus",
    "decision",
    "agreed",
)
PROPOSAL = anywhere(
    r"^\W*(?:proposal|proposed|propose|motion)",
    "(?:i|we) (?:would )?(?:propose|suggest|move)",
    "how about",
    "(?:shall|should) we",
)
DONE = anywhere("did|done|sent|fixed|already|yesterday|ago|was|were|had|went|said|closed|completed|finished")
HYPOTHESIS = anywhere(r"if|would|might|could|perhaps|maybe|wonder\w*")

AGREEMENT = at_start(
    r"(?<=\+)\d",
    "yes|yep|yeah|yup|ok(?:ay)?|sure|agreed?|will do|sounds good|works for me|done|fine|great|perfect|right",
    "no objections?",
    "absolutely",
    "👍|✅",
)
ACCEPTANCE = at_start(
    "yes|yep|yeah|yup|ok(?:ay)?|sure|will do|of course|absolutely|no problem|on it|i'?ll|i can|i will|happy to|done",
    "gladly|np|👍|✅",
)
REFUSAL = at_start(
    r"no(?!\s+(?:problem|worries|objections?))", "nope", "sorry", "i can'?t", "can'?t", "not now", "i won'?t", "afraid"
)

# What the classifier is told.
CUES = {
    "commit": COMMITMENT,
    "errand": ERRAND,
    "request": REQUEST,
    "assign": ASSIGNMENT,
    "command": COMMAND,
    "shared": SHARED,
    "task": TASK,
    "decision": DECISION,
    "proposal": PROPOSAL,
    "done": DONE,
    "hypothesis": HYPOTHESIS,
    "agree": AGREEMENT,
}
