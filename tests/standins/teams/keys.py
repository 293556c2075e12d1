"""The keys that sign what goes to the bot, and tokens that are right, or wrong in one way.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication: RS256, issuer,
audience, lifetime, `serviceurl`, and a key whose endorsements name the channel.
"""

import base64
import json
from functools import cache
from typing import Literal

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.standins.teams.state import APP_ID, Json

ISSUER = "https://api.botframework.com"
LIFETIME_SECONDS = 3600
TokenFault = Literal[
    "no_token",
    "not_a_token",
    "wrong_signature",
    "wrong_audience",
    "wrong_issuer",
    "expired",
    "wrong_service_url",
    "no_service_url",
    "other_endorsement",
    "no_endorsement",
    "unknown_key",
]
TOKEN_FAULTS: tuple[TokenFault, ...] = TokenFault.__args__  # type: ignore[attr-defined]
SIGNER = "teams"
ENDORSEMENTS: dict[str, list[str] | None] = {"webchat": ["webchat"], "bare": None}
_KEY_OF = {"other_endorsement": "webchat", "no_endorsement": "bare"}


@cache
def _key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_set(signers: list[str]) -> Json:
    """The public halves, as the document's `jwks_uri` gives them; `signers` are those of Teams at the time."""
    endorsed = {name: ["msteams"] for name in signers} | ENDORSEMENTS
    return {"keys": [_public(name, channels) for name, channels in endorsed.items()]}


def token(now: float, service_url: str, fault: TokenFault | None = None, signer: str = SIGNER) -> str:
    """What stands after `Bearer `; `no_token` is the caller's to leave out."""
    if fault == "not_a_token":
        return "not.a.token"
    claims = {
        "serviceurl": service_url,
        "nbf": int(now) - 300,
        "exp": int(now) + LIFETIME_SECONDS,
        "iss": ISSUER,
        "aud": APP_ID,
    } | _wrong(fault, now)
    if fault == "no_service_url":
        del claims["serviceurl"]
    name = _KEY_OF.get(fault or "", signer)
    named = "nobody" if fault == "unknown_key" else name
    key = _key("stranger" if fault == "wrong_signature" else name)
    header = {"alg": "RS256", "kid": named, "x5t": named, "typ": "JWT"}
    body = f"{_text(header)}.{_text(claims)}"
    return f"{body}.{_base64(key.sign(body.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _wrong(fault: TokenFault | None, now: float) -> Json:
    wrong: dict[str, Json] = {
        "wrong_audience": {"aud": "5e0c1f0a-0000-4000-8000-00000000beef"},
        "wrong_issuer": {"iss": "https://issuer.example"},
        "expired": {"nbf": int(now) - 8000, "exp": int(now) - 4000},
        "wrong_service_url": {"serviceurl": "https://smba.example/elsewhere/"},
    }
    return wrong.get(fault or "", {})


def _public(name: str, endorsed: list[str] | None) -> Json:
    numbers = _key(name).public_key().public_numbers()
    key: Json = {"kty": "RSA", "use": "sig", "kid": name, "x5t": name, "n": _number(numbers.n), "e": _number(numbers.e)}
    return key | ({"endorsements": endorsed} if endorsed else {})


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _text(value: Json) -> str:
    return _base64(json.dumps(value).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
