"""Which transcript goes which way: to no model, to the small one in a call or in parts, to the large one to check.

said          messages taken apart once, for all that follows; whose conversation each continues
features      how long, how many people, how tangled, how much code        languages, disagreement   the other two
complexity    the features -> one weighted sum
lexicon       words of legal, security, money and personnel matters        stakes    who must not be misquoted
phrases       many phrases found in words at once
portions      parts of even size, that stay as a transcript grows
expected      what the calls will use
route         all of it -> the route and its reason
"""

from core.routing.complexity import Complexity
from core.routing.portions import PROMPT_MAX_TOKENS, TEXT_MAX_TOKENS, parts, shortened
from core.routing.route import Kind, Money, Route, route
from core.routing.stakes import Stakes, stakes

__all__ = [
    "PROMPT_MAX_TOKENS",
    "TEXT_MAX_TOKENS",
    "Complexity",
    "Kind",
    "Money",
    "Route",
    "Stakes",
    "parts",
    "route",
    "shortened",
    "stakes",
]
