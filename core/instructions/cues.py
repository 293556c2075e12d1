"""The cues that a message talks to the summarizer, with what each is worth. 1.0 is enough.

Two weak cues of the same family must not add up to an order, so each family is one pattern. Patterns see lower-case
text in which compatibility characters are folded and invisible ones gone.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.text.joined import Joined


class Cue(NamedTuple):
    name: str
    weight: float
    pattern: re.Pattern[str]


_NEAR = r"[^.!?\n]"  # within a sentence
_START = r"(?:^|@\w+[:,]? |\b(?:bot|assistant|recap|ai)[:,]? |[.!?:;,\n\]>)] ?|\b(?:and|then|now|instead|please|also|always|to|just|must|should|only) )"
_MACHINE = (
    r"(?:(?:the |any |every |all |an? |this |our )?(?:\w+ )?"
    r"(?:ai|a\.i\.|assistants?|bots?|chat ?bots?|recap|summari[sz]ers?|language models?|llms?|gpt|chatgpt|claude|copilot))"
)
_ABOUT_MACHINE = r"(?:you|whoever|whatever|anyone|anything|the one) (?:who |that )?(?:will |is )?(?:are )?"
_SUMMING_UP = r"(?:summari[sz]\w*|recap\w*|digest(?:s|ing)|(?:generat|produc|writ|mak)\w+ (?:up )?(?:the |this |your )?(?:summary|minutes|digest|recap|channel|thread|notes))"
_SUMMARY = r"(?:summary|summaries|digests?|minutes|recap|overview|action items?|list of (?:decisions|tasks))"
_ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|completions?|messages?)"
_RULES = (
    r"(?:instructions?|prompts?|rules|guidelines|directions|directives|constraints|programming|training|restrictions"
    r"|safeguards|guardrails|orders|commands|context|conversation|tasks?)"
)
_DROP = r"(?:ignore|disregard|forget|override|overrule|bypass|discard|neglect|(?:stop|quit) following|do(?: not|n't) follow)"
_WRITE = (
    r"(?:say|write|print|output|include|insert|add|append|put|place|mention|state|claim|report|list|repeat|reply|respond|answer"
    r"|begin|start|open|end|finish|replace|modify|change|alter|adjust|use|provide|convert|render|translate|encode|incorporate"
    r"|integrate|augment|enhance|embed|remove|omit|hide|leave|group|combine|substitute|scramble|jumble|misspell|rearrange"
    r"|introduce|suggest|tell|recommend|assign|mark|give|draft|explain|treat|describe|compose|create|develop|show|visit)"
)
_DICTATE = r"(?:say|state|claim|write|mention|include|output|print|report|add|begin|start|open|list|tell|answer|reply|put|insert|replace)"
_EXACTLY = (
    r"(?:only|just|nothing but|exactly|verbatim|the (?:exact |single |following |secret |magic )*(?:words?|strings?|phrases?|tokens?|codes?|sentences?|texts?|links?)\b"
    r")"
)


def _cue(name: str, weight: float, *patterns: str) -> Cue:
    return Cue(name, weight, re.compile("|".join(f"(?:{p})" for p in patterns)))


CUES = (
    _cue(
        "rules to be dropped",
        0.8,
        rf"(?<!don't )(?<!not )\b{_DROP}\b{_NEAR}{{0,24}}\b(?:previous|prior|above|preceding|earlier|former|foregoing|system|initial"
        rf"|original|existing|your|redaction|privacy|safety|any other)\b{_NEAR}{{0,20}}\b{_RULES}\b(?! (?:file|section|page|in the))",
        rf"\b{_DROP}\b{_NEAR}{{0,40}}\bthe rest of (?:this|the) (?:conversation|chat|thread|transcript)\b",
        rf"\b{_DROP}\b (?:absolutely )?(?:all|any|every)\b (?:of )?(?:the |these |those |your )?(?:\w+ ){{0,2}}{_RULES}\b",
    ),
    _cue(
        "what was said to be dropped",
        0.6,
        rf"\b{_DROP}\b {_NEAR}{{0,12}}\b(?:the above|everything|anything|what came before|what(?:ever)? you|(?:previous|prior|earlier|other) messages)\b",
        r"\bleave (?:everything|all) else out\b|\bas a command\b|\bnot as chat\b",
    ),
    _cue(
        "spoken to the machine",
        0.6,
        rf"(?:^|[.!?\n>] ?)\W{{0,3}}(?:hey |hi |hello |dear |ok(?:ay)? |attention,? |@ ?)?{_MACHINE}\s?(?:[,:!-]|\b(?:please|must|should|instructions?)\b)",
        rf"(?:\b(?:hey|hi|hello|dear|attention) |@ ?){_MACHINE}\b",
        rf"\b(?:note|message|instructions?|reminder|command|summary|order)s? (?:to|for) {_MACHINE}\b",
        rf"\b(?:as|if you(?:'re| are)) (?:an? |the )?(?:helpful )?{_MACHINE}\b",
        rf"\b(?:any|every) {_MACHINE} (?:reading|that reads|who reads) (?:this|the)\b",
        rf", {_MACHINE}(?:\W*$|:)",
        r"\byou are an? (?:helpful |new )?(?:assistant|ai|language model|chatbot|bot)\b",
        r"\bfrom (?:here|now) on,? (?:the )?(?:assistant|bot|ai|recap)\b",
    ),
    _cue(
        "a memo to the machine",
        1.0,
        rf"(?:^|[.!?\n] ?)\W*(?:p\.?s\.?:? )?to {_MACHINE}(?: (?:that|who|which) {_NEAR}{{0,40}}?)?\s*:",
        rf"(?:^|\n)\W*(?:(?:important |urgent )?(?:note|message|instructions?|memo|reminder) (?:to|for)|attention,?) {_MACHINE}\s*:",
        rf"\b(?:any|every|all) {_MACHINE} (?:reading|that reads?|who reads?) this {_NEAR}{{0,20}}\b(?:must|should|shall|has to|have to)\b",
        rf"(?:^|\n)\W*{_MACHINE} (?:instructions?|prompt|override|directive)\s*:",
    ),
    _cue(
        "told what to say when summing up",
        1.0,
        rf"\b(?:when(?:ever)?|while|if|before) (?:you )?(?:are )?(?:asked to )?{_SUMMING_UP}\b{_NEAR}{{0,40}}[,:] ?(?:please |also |always |first |you (?:must|should) )*{_DICTATE}\b",
        rf"\b{_ABOUT_MACHINE}{_SUMMING_UP}\b{_NEAR}{{0,20}}[,:] ?(?:please |also |always |do not |don't |you (?:must|should) )*{_DICTATE}\b",
    ),
    _cue(
        "spoken of summing up",
        0.4,
        rf"\b(?:when(?:ever)?|while|if|before) you(?:'re| are)? (?:asked to )?{_SUMMING_UP}\b",
    ),
    _cue("told how to sum up", 0.7, rf"\b(?:stop|don't|do not|instead of|before you) {_SUMMING_UP}\b"),
    _cue(
        "its summary to be shaped",
        0.5,
        rf"{_START}{_WRITE}\b{_NEAR}{{0,80}}\b(?:in|into|to|of|from|with|throughout|as|for) (?:the|your|this|every|each|any|all) (?:\w+ )?{_SUMMARY}\b",
        rf"\b(?:the|every) (?:\w+ )?{_SUMMARY}\b (?:must|should|shall|has to|have to|needs to|will|is to|may)\b",
        rf"\b(?:must|should|shall|has to|needs to) (?:appear|be (?:named|mentioned|listed|included|shown))\b{_NEAR}{{0,20}}\b{_SUMMARY}\b",
        rf"{_START}(?:replace|overwrite) (?:the|this|your) {_SUMMARY}\b",
    ),
    _cue(
        "its answer to be shaped",
        0.5,
        rf"{_START}{_WRITE}\b {_NEAR}{{0,60}}\b(?:in|into|to|of|from|with|throughout|for) (?:all |every (?:one )?)?(?:of )?your (?:\w+ )?(?:{_ANSWER}|{_SUMMARY})\b(?! to )",
        rf"{_START}{_WRITE}\b (?:\w+ ){{0,3}}your (?:\w+ )?(?:{_ANSWER}|{_SUMMARY})\b(?! to )",
        rf"\bin your (?:\w+ )?(?:{_ANSWER}|{_SUMMARY})\b[,:] ?{_NEAR}{{0,10}}\b{_WRITE}\b",
        rf"\byour (?:\w+ )?(?:{_SUMMARY}|{_ANSWER})\b (?:must|should|shall|has to|have to|needs to|will|is to|may)\b",
    ),
    _cue(
        "exact words to be written",
        0.4,
        rf"{_START}{_WRITE}\b{_NEAR}{{0,50}}\b{_EXACTLY}",
        rf"\b{_EXACTLY} must appear\b|\b(?:must|shall|should) (?:consist|contain) {_NEAR}{{0,12}}\b(?:only|nothing)\b",
        r"\b(?:your|the) (?:new |only |real |sole )+(?:task|objective|goal|job|purpose|instructions?)\b",
        r"\brepeat after me\b|\bhighest priority\b",
        r"\bthe (?:word|string|code|phrase|token) \S+ (?:must|has to|should) appear\b",
    ),
    _cue(
        "nothing but given words to be written",
        1.0,
        r"\b(?:repl(?:y|ies)|responds?|answers?|outputs?|writes?) (?:only|just|exclusively|solely) (?:with |the )+(?:word|string|phrase|code|token|text|[a-z]*\d\w*)\b",
    ),
    _cue(
        "an order",
        0.3,
        rf"{_START}{_WRITE}\b",
        r"\b(?:must|have to|shall) (?:always |only |never )?(?:state|report|say|write|answer|include|mention)\b",
    ),
    _cue(
        "a link or a code to be spread",
        0.2,
        r"https?://|www\.",
        r"\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{8,}\b|\b[a-z]{2,}\d{2,}\w*\b",
    ),
    _cue(
        "its prompt or secrets asked for",
        1.0,
        rf"\b(?:print|reveal|show|repeat|output|leak|display|disclose|tell|give|share|write|what (?:is|are|was|were))\b{_NEAR}{{0,30}}"
        r"\b(?:system (?:prompts?|messages?)\b(?! of our| for our)|your (?:\w+ )?(?:prompt|instructions|guidelines|directives|secret key)"
        r"|(?:hidden|secret|initial|original) (?:prompt|instructions)|(?:prompt|instructions) above)",
        rf"\b(?:list|show|give|reveal|print)\b{_NEAR}{{0,30}}\b(?:e-?mail address(?:es)?|phone numbers?|passwords?|secrets?|names?) (?:that )?you (?:saw|have seen|know|read)\b",
    ),
    _cue(
        "this message to be hidden",
        0.7,
        r"\b(?:do not|don't|never) (?:mention|include|reveal|quote|cite|summari[sz]e|show) this (?:message|line|instruction|note|request)\b",
    ),
    _cue(
        "a forged fence",
        1.0,
        r"</ ?(?:conversation|transcript|messages?|chat|context|document|input|data|user|system|instructions?|untrusted\w*)s?>",
        r"<\|\w{3,20}\|>|\[/?(?:inst|system)\]|<</?sys>>|<(?:system|god|admin|developer)(?: \w+)?>",
        r"\"role\"\s*:\s*\"(?:system|assistant|developer)\"",
        r"(?:^|\n)\W{0,6}(?:system|developer|admin)(?: (?:message|prompt|override|note|command|instruction))?\W{0,3}:\s*(?:new|you|your|the summary|ignore|output|print|write)",
        r"(?:^|\n)\W{0,6}(?:system |admin |developer )?(?:override|new instructions?|new task|new system prompt)\b\W*:",
        r"(?:^|\n)#{2,} ?(?:system|instructions?|new task|response)\b",
        r"\bnew (?:task|instructions?|directives?) for (?:the |any )?(?:assistant|ai|model|bot)\b",
    ),
    _cue(
        "the transcript said to be over",
        0.7,
        r"\bend of (?:the )?(?:transcript|conversation|chat log|user input|untrusted)\b",
    ),
    _cue(
        "somebody else to be played",
        1.0,
        rf"\b(?:you are|you're) (?:now|no longer|going to (?:be|act|pretend))\b{_NEAR}{{0,40}}\b(?:dan\b|unrestricted|jailbroken|(?:an? )(?:\w+ )?(?:ai|assistant|language model|persona|character)\b|bound by)",
        r"\bfrom now on,? you (?:will|are|must|should|have to|shall) (?:always |only |never |have to |be )*(?:answer|respond|reply|act|behave|speak|going to act|pretend|write|output|ignore)",
        rf"\b(?:pretend|act|behave|respond|answer|roleplay) (?:to be |as if |as though |as |like ){_NEAR}{{0,60}}\b(?:dan\b|no (?:rules|restrictions|filter|limits)"
        r"|unrestricted|unfiltered|uncensored|jailbroken|without (?:any )?(?:rules|restrictions|filters?|limits))",
        r"\b(?:dan|jailbreak) mode\b|\bdeveloper mode (?:is )?(?:enabled|on|activated)\b|\bdo anything now\b",
    ),
    # The same orders in other languages.
    _cue(
        "German",
        1.0,
        rf"\b(?:ignorier|vergiss|missacht|verwirf)\w*\b{_NEAR}{{0,40}}\b(?:anweisung|regeln|vorgaben|instruktion)",
        rf"\b(?:schreib|nenn|erwähn|füg|gib|behaupt|sag|beginn)\w*\b{_NEAR}{{0,60}}\b(?:deine|ihre|in der|in die|zur) ?[rn]?(?:zusammenfassung|antwort)\b{_NEAR}*\b(?:dass|nur|wort|satz|:)",
        rf"\b(?:schreib|nenn|erwähn|füg|gib|behaupt|sag|beginn)\w*\b{_NEAR}{{0,10}}\b(?:in|deine|ihre)\w* (?:der |die |deine[rn]? |ihre[rn]? )?zusammenfassung\b",
        rf"\b(?:bot|assistent|ki|recap)\b{_NEAR}{{0,30}}\b(?:wenn|beim)\b{_NEAR}{{0,40}}\bzusammenfass",
    ),
    _cue(
        "French",
        1.0,
        rf"\b(?:ignore[rz]?|oublie[rzs]?|négligez?) (?:toute?s? |les? |ces |vos |tes |mes ){{1,3}}{_NEAR}{{0,20}}\b(?:instructions|consignes|règles)\b",
        rf"\b(?:dans|à) (?:ton|votre|le) (?:résumé|compte rendu)\b{_NEAR}{{0,40}}\b(?:écri|dis\b|dites|ajout|mentionn|inclu|indiqu)",
        rf"\b(?:écri\w*|dis|dites|ajoute\w*|mentionne\w*|inclu\w*)\b{_NEAR}{{0,60}}\b(?:ton|votre) (?:résumé|réponse|compte rendu)\b",
    ),
    _cue(
        "Spanish",
        1.0,
        rf"\b(?:ignor|olvid|descart)(?:a|e|ar|en)\b{_NEAR}{{0,40}}\b(?:instrucciones|reglas|órdenes)\b",
        rf"\b(?:en|a) (?:tu|su|el) resumen\b{_NEAR}{{0,40}}\b(?:escrib|di\b|diga|añad|agreg|incluy|mencion)",
        rf"\b(?:bot|asistente|recap)\b{_NEAR}{{0,10}}\bcuando resum{_NEAR}{{0,60}}\b(?:di|escribe|incluye|añade)\b",
    ),
    _cue(
        "Portuguese, Italian",
        1.0,
        rf"\b(?:ignor[ae]|esqueça|dimentica)\w*\b{_NEAR}{{0,40}}\b(?:instruções|instruçoes|regras|istruzioni|regole)\b",
    ),
    _cue(
        "Russian, Ukrainian",
        1.0,
        rf"\b(?:игнорир|забудь|ігнору)\w*\b{_NEAR}{{0,40}}\b(?:инструкц|указани|правил|інструкц)",
    ),
    _cue("Chinese", 1.0, r"(?:忽略|无视|忘记|忽視|無視).{0,10}(?:指令|指示|提示|规则|規則|说明)"),
    _cue(
        "Japanese, Korean",
        1.0,
        r"(?:指示|命令|ルール|プロンプト)を?(?:すべて|全て)?(?:無視|忘れ)",
        r"(?:지시|명령|규칙)\w*\s?(?:를|을)?\s?(?:무시|잊)",
    ),
    _cue(
        "Arabic, Hindi, Greek",
        1.0,
        r"تجاهل.{0,20}(?:التعليمات|الأوامر)",
        r"निर्देशों.{0,12}(?:अनदेखी|अनदेखा|नज़रअंदाज़)",
        r"αγνο[ήη]σ\w*.{0,30}οδηγ",
    ),
)

# Every order has one of these letters in a row; most messages have none. Nothing is found faster than plain letters;
# where ordinary words have them too, a pattern says which of them count.
_TELLING = """
    ignor, disregard, forget, overrid, overrul, bypass, discard, neglect, stop following, not follow, n't follow, prompt,
    instruction, developer, summar, digest, minutes, recap, overview, action items, assistant, transcript, as a command,
    gpt, language model, copilot, claude, write up, writes up, only with, just with, </, <|, [inst, [/inst, [system,
    [/system, "role", <sys, <god, <admin, new task, new rules, from now on, pretend, jailbr, unrestricted, unfiltered,
    uncensored, dan mode, do anything now, end of, leave every, leave all, secret key, vergiss, missacht, verwirf,
    zusammenfass, antwort, oublie, négligez, résumé, réponse, compte rendu, olvid, descart, resum, respuesta, esqueça,
    dimentica
"""
_TELLING_AS = {
    "system": r"system (?:mode|message|override)|system\W{0,3}:",
    "admin": r"admin\W",
    "bot": r"\bbots?\b",
    "ai": r"\bai\b",
    "a.i.": r"\ba\.i\.",
    "llm": r"\bllms?\b",
    "your ": r"your (?:\w+ )?(?:answer|repl|respon|output|completion|message)",
    "##": r"## ?(?:system|response|new)",
    "you are ": r"you are (?:now|no longer|going to)",
    "you're ": r"you're (?:now|no longer|going to)",
    "without ": r"without (?:any )?(?:rules|restr|filt|limit)",
    "no ": r"no (?:rules|restr|filt|limit)",
}
_WORTH_A_LOOK = tuple(
    (letters, max(letters.split(), key=len), re.compile(pattern))
    for letters, pattern in {**{w.strip(): "" for w in _TELLING.split(",")}, **_TELLING_AS}.items()
)
_OTHER_SCRIPTS = re.compile("[\u0370-\u04ff\u0600-\u06ff\u0900-\u097f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def worth_a_look(plain: Sequence[str]) -> frozenset[int]:
    """The places of the normalized texts in which any cue may be. All are searched as one: of thousands few have any."""
    joined = Joined(plain)
    said = "\n".join(set(joined.text.split()))  # each word once: a fraction of all that is said
    found = {place for place, text in enumerate(plain) if not text.isascii() and _OTHER_SCRIPTS.search(text)}
    for letters, word, pattern in _WORTH_A_LOOK:
        if word in said and letters in joined.text:  # most are in none
            found.update(p for p in joined.holding(letters) if p not in found and pattern.search(plain[p]))
    return frozenset(found)
