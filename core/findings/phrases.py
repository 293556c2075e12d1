"""Patterns made of phrases as people type them: any case, straight or curly apostrophes."""

import re

_VERBS = """
    add address announce arrange ask assign bring build call change check circulate clarify clean close complete contact
    convert coordinate create delete deploy discuss document draft email ensure explain file find finish fix follow
    forward gather get give handle help implement inform investigate invite join keep look mail make measure meet merge
    migrate move notify open order organise organize pick ping plan post prepare present print propose provide publish
    pull push put reach read record release remove rename reply report request resend resolve respond restart review
    revise revisit rotate run schedule send set share show sign sort speak split start submit summarise summarize sync
    take talk tell test track try turn update upgrade upload verify work write"""
VERB = "(?:" + "|".join(_VERBS.split()) + ")"  # what people do for each other at work


def anywhere(*forms: str) -> re.Pattern[str]:
    """One of the forms, as whole words."""
    return _pattern(r"(?<!\w)(?:{})(?!\w)", forms)


def at_start(*forms: str) -> re.Pattern[str]:
    """One of the forms at the beginning, behind any signs."""
    return _pattern(r"^\W*(?<!\w)(?:{})(?!\w)", forms)


def _pattern(frame: str, forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(frame.replace("{}", "|".join(forms)).replace("'", "['’]"), re.IGNORECASE)
