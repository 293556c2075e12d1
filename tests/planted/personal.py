"""Personal data of every promised kind, made up, and of kinds that are not promised without a language model."""

import string
from collections.abc import Callable
from random import Random

from tests.planted.secrets import HEX, of

FIRST = "Marisol Torvald Ingrid Bartholomew Oksana Thibault Priyanka Zoltan Aoife Esteban".split()
STREETS = "Maple Station Harbour Orchard".split()
LAST = "Quintanilla Haraldsson Okonkwo Featherstone Vasylenko Beaumarchais Raghunathan Szentgyorgyi".split()


def name(random: Random) -> str:
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def _luhn(digits: str) -> str:
    """The digits with their check digit."""
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def _card(random: Random) -> str:
    number = _luhn(random.choice(["4", "51", "55"]).ljust(15, "0")[:2] + of(random, string.digits, 13))
    return random.choice([number, f"{number[:4]} {number[4:8]} {number[8:12]} {number[12:]}"])


def _iban(random: Random) -> str:
    """German: 18 digits behind the check digits of ISO 13616."""
    account = of(random, string.digits, 18)
    return f"DE{98 - int(account + '131400') % 97:02}{account}"


def _ssn(random: Random) -> str:
    return f"{random.randint(100, 600)}-{random.randint(10, 99)}-{random.randint(1000, 9999)}"


def _phone(random: Random) -> str:
    a, b, c = random.randint(200, 989), random.randint(200, 989), random.randint(1000, 9999)
    return random.choice([f"+1 {a} {b} {c}", f"({a}) {b}-{c}", f"+49 30 {b}{c}", f"0{a} {b} {c // 100}"])


PROMISED: dict[str, tuple[Callable[[Random], str], tuple[str, ...]]] = {
    "e-mail": (
        lambda r: f"{of(r, string.ascii_lowercase, 7)}.{of(r, string.ascii_lowercase, 6)}@example.com",
        ("write to {}", "<mailto:{0}|{0}>", "联系{}谢谢", "`{}`,"),
    ),
    "URL": (
        lambda r: f"https://{of(r, string.ascii_lowercase, 9)}.example.net/{of(r, HEX, 12)}",
        ("see {}.", "<{}|the page>", "({})"),
    ),
    "IBAN": (_iban, ("the IBAN is {}", "{}, please")),
    "US SSN": (_ssn, ("her social security number: {}", "ssn {}")),
    "IP address": (
        lambda r: ".".join(str(r.randint(30, 250)) for _ in range(4)),
        ("{} is down", "ping {} from there", "see {}, port 22"),
    ),
    "card": (_card, ("my card {} was declined", "credit card: {}")),
    "phone": (_phone, ("call me at {}", "phone: {}", "<tel:{0}|{0}>")),
    "name on the roster": (name, ("{} has it", "ask {}, please", "@{} did")),
}
# What no pattern can tell from other text: counted, so that what we say about it stays true.
NOT_PROMISED: dict[str, tuple[Callable[[Random], str], tuple[str, ...]]] = {
    "name of somebody outside": (lambda r: f"{r.choice(LAST)}ova", ("{} from the bank called",)),
    "street address": (lambda r: f"{r.randint(2, 99)} {r.choice(STREETS)} Street", ("it goes to {}",)),
    "birthday": (lambda r: f"{r.randint(1, 28)} March {r.randint(1950, 2004)}", ("born on {}",)),
    "health": (lambda r: r.choice(["diabetes", "migraine", "hepatitis"]), ("out sick, {} again",)),
    "number in words": (lambda r: "five five five one two three four", ("my number is {}",)),
    "passport": (lambda r: f"C{of(r, string.digits, 8)}", ("passport {}",)),
}
