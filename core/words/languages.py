"""Languages by the names people give them, in English and in the language itself, and by the locales platforms tell."""

# English name: other names. https://www.loc.gov/standards/iso639-2
_NAMES = {
    "Arabic": "العربية",
    "Bulgarian": "български",
    "Catalan": "català",
    "Chinese": "中文 mandarin",
    "Croatian": "hrvatski",
    "Czech": "čeština česky",
    "Danish": "dansk",
    "Dutch": "nederlands",
    "English": "englisch anglais inglés",
    "Estonian": "eesti",
    "Finnish": "suomi suomeksi",
    "French": "français francais französisch",
    "German": "deutsch allemand alemán",
    "Greek": "ελληνικά",
    "Hebrew": "עברית",
    "Hindi": "हिन्दी",
    "Hungarian": "magyar magyarul",
    "Indonesian": "bahasa",
    "Italian": "italiano italienisch",
    "Japanese": "日本語",
    "Korean": "한국어",
    "Latvian": "latviešu",
    "Lithuanian": "lietuvių",
    "Malay": "melayu",
    "Norwegian": "norsk",
    "Polish": "polski po-polsku",
    "Portuguese": "português portugues",
    "Romanian": "română romana",
    "Russian": "русский",
    "Serbian": "srpski",
    "Slovak": "slovenčina slovensky",
    "Slovenian": "slovenščina",
    "Spanish": "español espanol spanisch",
    "Swahili": "kiswahili",
    "Swedish": "svenska",
    "Thai": "ไทย",
    "Turkish": "türkçe turkce",
    "Ukrainian": "українська",
    "Vietnamese": "tiếng-việt",
}
LANGUAGES = {name.casefold(): english for english, others in _NAMES.items() for name in (english, *others.split())}

# By a locale (BCP 47) in lower case, or by its language alone. https://www.loc.gov/standards/iso639-2
_BY_LOCALE = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "zh": "Chinese",
    "zh-hant": "Traditional Chinese",
    "zh-hk": "Traditional Chinese",
    "zh-tw": "Traditional Chinese",
    "hr": "Croatian",
    "cs": "Czech",
    "da": "Danish",
    "nl": "Dutch",
    "et": "Estonian",
    "fi": "Finnish",
    "fr": "French",
    "de": "German",
    "el": "Greek",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lv": "Latvian",
    "lt": "Lithuanian",
    "ms": "Malay",
    "no": "Norwegian",
    "nb": "Norwegian",
    "nn": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "es": "Spanish",
    "sw": "Swahili",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
}


def told_by(locale: str) -> str | None:
    """The language of a locale, "de-DE", by its English name; by its code where it has none here.

    None where nothing is told, and for English, which models write anyway.
    """
    parts = locale.replace("_", "-").lower().split("-")
    if parts[0] in ("", "en"):
        return None
    return _BY_LOCALE.get("-".join(parts[:2])) or _BY_LOCALE.get(parts[0], parts[0])
