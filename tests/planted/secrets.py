"""Keys and tokens of every promised kind, made up: each as its maker documents the format, none of them real."""

import base64
import json
import string
from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import quote

HEX = "0123456789abcdef"
WORD = string.ascii_letters + string.digits
URL_SAFE = WORD + "-_"
BASE64 = WORD + "+/"
BASE32 = string.ascii_uppercase + "234567"
CAPITALS = string.ascii_uppercase + string.digits


def of(random: Random, alphabet: str, length: int) -> str:
    return "".join(random.choices(alphabet, k=length))


def _jwt(random: Random) -> str:
    parts = (
        {"alg": "HS256", "typ": "JWT"},
        {"sub": of(random, string.digits, 10), "iat": random.randint(10**9, 2 * 10**9)},
    )
    encoded = [base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts]
    return ".".join([*encoded, of(random, URL_SAFE, 43)])


def _private_key(random: Random) -> str:
    kind = random.choice(["RSA ", "EC ", "OPENSSH ", "", "ENCRYPTED "])
    lines = [of(random, BASE64, 64) for _ in range(random.randint(3, 26))]
    return "\n".join([f"-----BEGIN {kind}PRIVATE KEY-----", *lines, f"-----END {kind}PRIVATE KEY-----"])


def _password(random: Random) -> str:
    """As people and generators make them: words with digits and signs in them, or none of either."""
    word = random.choice(["Sommer", "horse", "dragon", "Rotterdam", "coffee", "Pixel", "winter"])
    made = [
        f"{word}{random.randint(10, 2024)}{random.choice('!?#$%')}",
        of(random, WORD + "!#%*_-", 14),
        f"{word[:3]}@{of(random, WORD, 6)}7",
    ]
    return random.choice(made)


def _connection(random: Random) -> str:
    user, password, host = (
        of(random, string.ascii_lowercase, 6),
        of(random, WORD, 12),
        of(random, string.ascii_lowercase, 8),
    )
    scheme, port = random.choice(
        [("postgresql", 5432), ("mysql", 3306), ("mongodb+srv", 27017), ("redis", 6379), ("amqp", 5672)]
    )
    if random.random() < 0.2:
        return f"Server=tcp:{host}.example.net,1433;Database={user};User ID={user};Password={password};Encrypt=True"
    return f"{scheme}://{user}:{password}@{host}.example.net:{port}/{user}"


KINDS: dict[str, Callable[[Random], str]] = {
    "AWS access key id": lambda r: r.choice(["AKIA", "ASIA"]) + of(r, BASE32, 16),
    "AWS secret access key": lambda r: of(r, BASE64, 40),
    "Google API key": lambda r: "AIza" + of(r, URL_SAFE, 35),
    "Google OAuth client secret": lambda r: "GOCSPX-" + of(r, URL_SAFE, 28),
    "Azure storage key": lambda r: base64.b64encode(r.randbytes(64)).decode(),
    "Azure client secret": lambda r: of(r, WORD, 3) + "8Q~" + of(r, URL_SAFE + "~.", 33) + of(r, WORD, 1),
    "DigitalOcean token": lambda r: "dop_v1_" + of(r, HEX, 64),
    "Databricks token": lambda r: "dapi" + of(r, HEX, 32),
    "Vault token": lambda r: "hvs." + of(r, URL_SAFE, 95),
    "GitHub token": lambda r: r.choice(["ghp_", "gho_", "ghs_"]) + of(r, WORD, 36),
    "GitHub fine-grained token": lambda r: f"github_pat_{of(r, WORD, 22)}_{of(r, WORD, 59)}",
    "GitLab token": lambda r: "glpat-" + of(r, URL_SAFE, 20),
    "npm token": lambda r: "npm_" + of(r, WORD, 36),
    "PyPI token": lambda r: "pypi-AgEIcHlwaS5vcmc" + of(r, URL_SAFE, 120),
    "Docker Hub token": lambda r: "dckr_pat_" + of(r, URL_SAFE, 27),
    "Atlassian token": lambda r: "ATATT3xFfGF0" + of(r, URL_SAFE, 170) + "=" + of(r, CAPITALS[:6] + string.digits, 8),
    "Slack bot token": lambda r: f"xoxb-{r.randint(10**11, 10**12)}-{r.randint(10**12, 10**13)}-{of(r, WORD, 24)}",
    "Slack app token": lambda r: f"xapp-1-A{of(r, CAPITALS, 10)}-{r.randint(10**12, 10**13)}-{of(r, HEX, 64)}",
    "Slack webhook": lambda r: (
        f"https://hooks.slack.com/services/T{of(r, CAPITALS, 8)}/B{of(r, CAPITALS, 10)}/{of(r, WORD, 24)}"
    ),
    "Discord bot token": lambda r: f"M{of(r, WORD, 25)}.{of(r, URL_SAFE, 6)}.{of(r, URL_SAFE, 38)}",
    "Discord webhook": lambda r: f"https://discord.com/api/webhooks/{r.randint(10**17, 10**18)}/{of(r, URL_SAFE, 68)}",
    "Telegram token": lambda r: f"{r.randint(10**8, 10**10 - 1)}:AA{of(r, URL_SAFE, 33)}",
    "Stripe key": lambda r: r.choice(["sk_live_", "sk_test_", "rk_live_"]) + of(r, WORD, 24),
    "Stripe webhook secret": lambda r: "whsec_" + of(r, WORD, 32),
    "Twilio key": lambda r: "SK" + of(r, HEX, 32),
    "SendGrid key": lambda r: f"SG.{of(r, URL_SAFE, 22)}.{of(r, URL_SAFE, 43)}",
    "Mailgun key": lambda r: "key-" + of(r, HEX, 32),
    "Mailchimp key": lambda r: f"{of(r, HEX, 32)}-us{r.randint(1, 21)}",
    "Shopify token": lambda r: "shpat_" + of(r, HEX, 32),
    "OpenAI key": lambda r: r.choice(
        ["sk-proj-" + of(r, URL_SAFE, 148), f"sk-{of(r, WORD, 20)}T3BlbkFJ{of(r, WORD, 20)}"]
    ),
    "Anthropic key": lambda r: f"sk-ant-api03-{of(r, URL_SAFE, 93)}AA",
    "Hugging Face token": lambda r: "hf_" + of(r, string.ascii_letters, 34),
    "Linear key": lambda r: "lin_api_" + of(r, WORD, 40),
    "Notion token": lambda r: "ntn_" + of(r, WORD, 46),
    "Grafana token": lambda r: f"glsa_{of(r, WORD, 32)}_{of(r, HEX, 8)}",
    "New Relic key": lambda r: "NRAK-" + of(r, CAPITALS, 27),
    "JWT": _jwt,
    "private key": _private_key,
    "connection string": _connection,
    "password": _password,
}


def placed(random: Random, kind: str, value: str) -> Iterator[tuple[str, str, str]]:
    """(where, message, value as it stands there): bare, in code, in JSON, in an env line and inside a URL."""
    if kind == "password":
        yield from _password_placed(random, value)
        return
    yield "bare", random.choice([value, f"here you go: {value}", f"is {value} still valid?"]), value
    yield "in code", f'```\nclient = Client("{value}")\n```', value
    written = json.dumps(value)[1:-1]
    yield "in JSON", json.dumps({"name": "build", "value": value}), written
    name = kind.replace(" ", "_").replace("-", "_").upper()
    yield "in an env line", f'export {name}="{written}"' if set(" \n;") & set(value) else f"{name}={value}", written
    quoted = quote(value, safe="+/=~")
    if value.startswith("https:"):
        yield "inside a URL", f"<{value}>", value
    else:
        yield "inside a URL", f"https://x.example.com/v1?a=7&value={quoted}&b=1", quoted


def _password_placed(random: Random, value: str) -> Iterator[tuple[str, str, str]]:
    said = random.choice(
        ["the password is {}", "pw: {} thanks", "use the passphrase `{}`", "Password for the wifi: {}"]
    )
    yield "bare", said.format(value), value
    yield "in code", f'```\nclient.login("ana", password="{value}")\n```', value
    yield "in JSON", json.dumps({"user": "ana", "password": value}), value
    yield "in an env line", f"export DB_PASSWORD={value}", value
    yield "inside a URL", f"https://ana:{quote(value)}@build.example.com/job/7", quote(value)
