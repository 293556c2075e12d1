"""Tasks and what is said of them in several languages: a bare "done" in many, and in which one a text is written."""

import re

from core.text.words import words

BARE_MAX_CHARS = 60

# Language: words that say of any task that it is done, then words that may stand beside them and change nothing. A
# message of these words alone needs no more reading; any other word may deny it. Words that also mean "all right" are
# left out: klar, klart, listo, pronto, tamam.
_BARE = {
    "fr": (
        "fait faite faits faites terminé terminée fini finie réglé réglée envoyé envoyée bouclé bouclée",
        "c'est est ça y voilà oui ok déjà tout maintenant merci voici",
    ),
    "es": ("hecho hecha terminado terminada acabado enviado enviada", "ya está todo sí ok gracias ahora"),
    "it": ("fatto fatta finito completato inviato inviata", "è tutto già ok sì ecco grazie ora"),
    "pt": ("feito feita concluído concluída terminado enviado enviada", "já está tá tudo sim ok obrigado obrigada"),
    "nl": ("gedaan klaar afgerond geregeld verstuurd gelukt", "is het dat al nu ok ja alles bedankt"),
    "pl": ("zrobione gotowe załatwione wysłane skończone", "już jest to tak ok wszystko"),
    "ru": ("готово сделано выполнено отправлено", "уже да ок всё все это спасибо"),
    "uk": ("готово зроблено виконано надіслано", "вже так ок все це дякую"),
    "sv": ("gjort fixat färdigt skickat", "det är nu redan ok ja allt tack"),
    "da": ("gjort ordnet færdig sendt", "det er nu allerede ok ja alt tak"),
    "no": ("gjort ordnet ferdig sendt fikset", "det er nå allerede ok ja alt takk"),
    "tr": ("tamamlandı bitti yapıldı gönderildi", "artık hepsi ok evet teşekkürler"),
}
_WORDS = tuple((frozenset(done.split()), frozenset(beside.split())) for done, beside in _BARE.values())
_DONE = frozenset().union(*(done for done, _ in _WORDS))
# Where no spaces stand between words the whole message is compared.
_WHOLE = frozenset(
    """完了 完了です 完了しました 終わりました 対応しました 対応済み 対応済みです できました 完成 完成了 已完成 已经完成
    已經完成 搞定 搞定了 做完了 已发送 已發送 완료 완료했습니다 완료했어요 완료됐습니다 끝났습니다 끝냈습니다""".split()
)
_ASKS = re.compile(r"[?？؟]")

# Small words that hardly a task is said without; what two languages share tells nothing.
_SMALL = {
    "en": "the to and of for with please can could would you your we i'll i our from this that be is are who all",
    "de": """der die das den dem des ein eine einen einem und bitte kannst könntest du wir ich mit für auf bis zum zur
        vom nach noch ist sind wer bei aus im""",
    "fr": "le la les une du au aux peux peut pouvez s'il merci avec pour avant et nous vous sur est qui",
    "es": "el los las una por favor con para puedes puede y que del antes quién",
    "it": "il lo gli una per favore puoi può con prima della del che chi",
    "pt": "o os uma por favor com para você pode do da dos das antes quem",
    "nl": "het een kun je jij aub alsjeblieft met voor naar van wij ik wie",
}
_TELLING = {tongue: frozenset(small.split()) for tongue, small in _SMALL.items()}


def bare(text: str) -> bool:
    """Whether a message says that something is done, and nothing else, in one of a dozen languages.

    English and German are read in `core.action_items.done`.
    """
    if len(text) > BARE_MAX_CHARS or _ASKS.search(text):
        return False
    if not text.isascii() and re.sub(r"\W", "", text) in _WHOLE:
        return True
    said = set(words(text))
    return not said.isdisjoint(_DONE) and any(said & done and said <= done | beside for done, beside in _WORDS)


def tongue(text: str) -> str | None:
    """The language of a task ("de"), by its small words; None where they do not tell."""
    said = words(text)
    shown = sorted((sum(word in small for word in said), name) for name, small in _TELLING.items())
    (second, _), (most, name) = shown[-2:]
    return name if most > second else None
