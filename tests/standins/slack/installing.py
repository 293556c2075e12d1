"""OAuth of the app: codes that people's consent gave, tokens that expire, refresh and are exchanged."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.standins.slack.state import Installation, State, User
from tests.standins.slack.web.method import Refused

TOKEN_SECONDS = 43_200  # of a rotated token
CODE_SECONDS = 600


@dataclass(slots=True)
class Consent:
    team: str
    user: str
    scopes: frozenset[str]
    redirect_uri: str | None
    until: float


@dataclass(slots=True)
class Installing:
    """`rotates` is the app's setting: whether new tokens expire. `by` tells who installed into which workspace."""

    state: State
    rotates: bool = False
    codes: dict[str, Consent] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)

    def consents(self, team: str, user: str, scopes: Iterable[str], redirect_uri: str | None = None) -> str:
        """The code that Slack sends the person's browser back with."""
        code = f"code-{secrets.token_hex(8)}"
        self.codes[code] = Consent(team, user, frozenset(scopes), redirect_uri, self.state.now() + CODE_SECONDS)
        return code

    def redeemed(self, code: str, redirect_uri: str | None) -> Installation:
        consent = self.codes.pop(code, None)
        if not consent or self.state.now() > consent.until:
            raise Refused("invalid_code")
        if consent.redirect_uri and redirect_uri != consent.redirect_uri:
            raise Refused("bad_redirect_uri")
        self.by[consent.team] = consent.user
        return self.installed(consent.team, consent.scopes)

    def installed(self, team: str, scopes: frozenset[str]) -> Installation:
        """The app in the workspace; installing again widens the scopes and keeps the bot."""
        old = self.state.installations.get(team)
        if old:
            self.state.tokens.pop(old.token, None)
            old.scopes, old.refused = old.scopes | scopes, None
            return self._renewed(old) if self.rotates else self._kept(old)
        bot = self.state.id("U")
        made = Installation(team, bot, self.state.id("B"), f"xoxb-{team}-test", scopes)
        self.state.installations[team] = made
        self.state.users[bot] = User(bot, team, "recap", "Recap", tz="America/Los_Angeles", is_bot=True)
        return self._renewed(made) if self.rotates else self._kept(made)

    def refreshed(self, refresh_token: str) -> Installation:
        for it in self.state.installations.values():
            if it.refresh_token == refresh_token:
                self.state.tokens.pop(it.token, None)
                return self._renewed(it)
        raise Refused("invalid_refresh_token")

    def exchanged(self, token: str) -> Installation:
        it = self.state.tokens.get(token)
        if not it:
            raise Refused("invalid_token")
        if not self.rotates:
            raise Refused("token_rotation_not_enabled")
        if it.expires_at:
            raise Refused("token_already_exchanged")
        del self.state.tokens[token]
        return self._renewed(it)

    def _renewed(self, it: Installation) -> Installation:
        it.token, it.refresh_token = f"xoxe.xoxb-{secrets.token_hex(8)}", f"xoxe-{secrets.token_hex(8)}"
        it.expires_at = self.state.now() + TOKEN_SECONDS
        return self._kept(it)

    def _kept(self, it: Installation) -> Installation:
        self.state.tokens[it.token] = it
        return it
