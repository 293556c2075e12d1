"""Encryption at rest: values under a data key of their workspace, data keys under the master key.

    master key ──wraps──> data key of a workspace ──derives──> AES-256-GCM key for values
                                                          └──> BLAKE2b key for what must be looked up

Whoever changes the master key wraps a few data keys anew; whoever destroys a data key has destroyed its workspace.
Nothing here touches a file or a database.
"""

import base64
import binascii
import hashlib
import os
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from core.errors import OperatorError

KEY_BYTES = 32
DIGEST_BYTES = 16
# Random, so that one key is good for 2**32 values (NIST SP 800-38D, 8.3): a century of 100,000 messages a day.
_NONCE_BYTES = 12


class MasterKey:
    """Wraps data keys. `fingerprint` names it in messages to people and tells nothing about it."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(_derived(secret, b"recap wrapping"))
        self._secret = secret
        self.fingerprint = _derived(secret, b"recap fingerprint")[:8].hex()

    @classmethod
    def generated(cls) -> "MasterKey":
        return cls(os.urandom(KEY_BYTES))

    @classmethod
    def parsed(cls, text: str, where: object) -> "MasterKey":
        """The key of its text. Errors: `OperatorError`, which names `where` it stands."""
        try:
            secret = base64.b64decode(text.strip(), validate=True)
        except (binascii.Error, ValueError):
            raise OperatorError(f"{where} is not base64: {_ADVICE}") from None
        if len(secret) != KEY_BYTES:
            raise OperatorError(f"{where} holds {len(secret)} bytes, not {KEY_BYTES}: {_ADVICE}")
        return cls(secret)

    def text(self) -> str:
        """What `parsed` reads."""
        return base64.b64encode(self._secret).decode()

    def wrap(self, data_key: "DataKey", place: bytes) -> bytes:
        return _encrypt(self._cipher, data_key.secret, place)

    def unwrap(self, wrapped: bytes, place: bytes) -> "DataKey":
        return DataKey(_decrypt(self._cipher, wrapped, place))


class DataKey:
    """Encrypts what a workspace's people wrote. `place`, the associated data, binds a value to its row and column."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self._cipher = AESGCM(_derived(secret, b"recap values"))
        self._digest_key = _derived(secret, b"recap digests")
        self._digests: dict[bytes, hashlib.blake2b] = {}  # by kind: with key and kind taken in, to be copied

    @classmethod
    def generated(cls) -> "DataKey":
        return cls(os.urandom(KEY_BYTES))

    def encrypt(self, value: bytes, place: bytes, nonce: bytes | None = None) -> bytes:
        """`nonce`: one of `nonces` that no other value was given; one is drawn where there is none."""
        nonce = nonce or os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, value, place)

    def decrypt(self, encrypted: bytes, place: bytes) -> bytes:
        """Errors: `InvalidTag` where the value was changed, moved to another place, or encrypted under another key."""
        return _decrypt(self._cipher, encrypted, place)

    def digest(self, kind: bytes, value: str) -> bytes:
        """A keyed hash (RFC 7693) that finds a value without saying it. `kind` keeps ids of two sorts apart."""
        if kind not in self._digests:
            self._digests[kind] = hashlib.blake2b(digest_size=DIGEST_BYTES, key=self._digest_key, person=kind)
        digest = self._digests[kind].copy()
        digest.update(value.encode("utf-8", "surrogatepass"))
        return digest.digest()


def nonces(count: int) -> Iterator[bytes]:
    """For as many values, drawn at once: between two draws other threads would run, for each value of a batch."""
    drawn = os.urandom(count * _NONCE_BYTES)
    return (drawn[i : i + _NONCE_BYTES] for i in range(0, len(drawn), _NONCE_BYTES))


_ADVICE = "give 32 random bytes, as `openssl rand -base64 32` prints them"


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(SHA256(), KEY_BYTES, purpose).derive(secret)


def _encrypt(cipher: AESGCM, value: bytes, place: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, value, place)


def _decrypt(cipher: AESGCM, encrypted: bytes, place: bytes) -> bytes:
    return cipher.decrypt(encrypted[:_NONCE_BYTES], encrypted[_NONCE_BYTES:], place)
