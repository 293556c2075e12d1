"""The shapes that every answer is made of: a message, an error, and the refusal of a request."""

import itertools
from typing import Any

_ids = itertools.count(1)


def new_id(kind: str) -> str:
    """An id as the service writes them: `msg_…`, `req_…`, `msgbatch_…`."""
    return f"{kind}_{next(_ids):024d}"


def message(text: str, **fields: Any) -> dict[str, Any]:
    """A message as the API answers."""
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-haiku-5-5",
        "content": [{"type": "text", "text": text}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
        **fields,
    }


def error(kind: str, text: str) -> dict[str, Any]:
    return {"type": "error", "error": {"type": kind, "message": text}}


class Refused(Exception):
    """The request gets this status instead of an answer. Kinds by status: "Errors" in the API reference."""

    def __init__(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(text)
        self.status, self.headers = status, headers or {}
        self.body = error(KINDS.get(status, "api_error"), text)


KINDS = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    409: "conflict_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}
