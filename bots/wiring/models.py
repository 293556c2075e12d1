"""What stands behind the ports that ask models, and whom they are asked of."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache
from typing import Literal

from bots.settings import Settings
from bots.wiring.stores import Stores
from core.asking.summarizer import Pay
from core.chunks import Lexical
from core.errors import OperatorError
from core.ports import (
    Admins,
    Cohesion,
    Entailment,
    Model,
    Models,
    Server,
)
from core.spending.budget import Budget
from core.spending.paid import Paid
from core.turns import InTurn, Turns
from core.workspace import WorkspaceSettings
from storage.sqlite.session import utc_now

CALLS_AT_ONCE = 40  # of a process: the parts of a transcript of 5,000 messages and room for others


def server(settings: Settings, own: WorkspaceSettings) -> Server | None:
    """Whom the models of a workspace are asked of: its own server, else the installation's, None where that has no key.

    The installation's keys are never sent to a workspace's server; one of its own may need none.
    """
    elsewhere = own.model_url not in (None, settings.anthropic_url)
    keys = (own.model_key,) if own.model_key else () if elsewhere else settings.anthropic_api_key
    if not keys and not elsewhere:
        return None
    auth: Literal["bearer", "x-api-key"] = "bearer" if own.model_auth == "bearer" else "x-api-key"
    return Server(own.model_url or settings.anthropic_url, keys, auth, own.model_version, own.model_region)


def budget(settings: Settings, stores: Stores, admins: Admins) -> Budget:
    return Budget(stores.ledger, admins, settings.daily_cap, settings.monthly_cap, utc_now)


def paying(stack: AsyncExitStack, budget: Budget) -> Pay:
    """Models that pay. The SDK takes a second to import: only once one is asked."""
    turns = Turns(CALLS_AT_ONCE)

    @cache
    def claude() -> Model:
        from adapters.claude.model import Claude

        made = Claude()
        stack.push_async_exit(made)
        return made

    return lambda own, bill: InTurn(Paid(claude(), budget, own, bill), turns)


@asynccontextmanager
async def models() -> AsyncIterator[Models]:
    """What tells which models a server has."""
    from adapters.claude.model import Claude  # the SDK takes a second to import

    async with Claude() as claude:
        yield claude.models


def cohesion(settings: Settings) -> Cohesion:
    """What tells where a topic shifts. Errors: `OperatorError` where the model cannot be loaded."""
    if settings.embeddings_model is None:
        return Lexical()
    try:
        from adapters.embeddings.cohesion import Embedded
    except ImportError as error:
        raise OperatorError("RECAP_EMBEDDINGS_MODEL needs more: pip install 'recap-minutes[embed]'") from error
    return Embedded(settings.embeddings_model)


def entailment(settings: Settings) -> Entailment | None:
    """What tells how well messages support a statement; None: its wording does. Errors: as `cohesion`."""
    if settings.entailment_model is None:
        return None
    try:
        from adapters.entailment.model import Entailing
    except ImportError as error:
        raise OperatorError("RECAP_ENTAILMENT_MODEL needs more: pip install 'recap-minutes[nli]'") from error
    return Entailing(settings.entailment_model)
