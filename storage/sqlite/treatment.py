"""How each column that can hold text is treated. A test reads the tables and fails where one is missing here.

Erasing needs no entry: every table goes with its workspace (ON DELETE CASCADE), and the test looks for that too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Protection = Literal["encrypted", "keyed hash", "wrapped key", "fingerprint"]


@dataclass(frozen=True, slots=True)
class Treatment:
    """`retention` names the setting that counts the days, or a time that is fixed; what else is not so says why not."""

    protection: Protection
    holds: str
    retention: str
    export: str = "given out"
    forget: str = "removed"


_IDS = "ids only, in no readable form"
_NO_IDS = f"not given: {_IDS}"
_PLACE = "a name of the workspace, not of a person"

TREATMENTS: Mapping[str, Treatment] = {
    "master_key.fingerprint": Treatment(
        *("fingerprint", "which master key the database needs", "stays: no text of anybody"),
        *("not given: no text of anybody", "stays: no text of anybody"),
    ),
    "workspaces.wrapped_key": Treatment(
        *("wrapped key", "the workspace's data key, under the master key", "stays: no text of anybody"),
        *("not given: no text of anybody", "stays: no text of anybody"),
    ),
    "workspaces.body": Treatment(
        "encrypted", "platform and id of the workspace", f"stays: {_PLACE}", "given out", f"stays: {_PLACE}"
    ),
    "channels.id": Treatment("keyed hash", "id", f"stays: {_IDS}", f"not given: {_IDS}", f"stays: {_IDS}"),
    "channels.body": Treatment(
        *("encrypted", "id, name and topic", "stays: the channel is still there"),
        *("given out", "stays: the channel is everybody's"),
    ),
    "messages.id": Treatment(
        *("keyed hash", "id", "messages_days"),
        *(f"not given: {_IDS}", f"stays: {_IDS}, so that no copy comes back"),
    ),
    "messages.thread": Treatment("keyed hash", "id of the thread", "messages_days", f"not given: {_IDS}"),
    "messages.author": Treatment("keyed hash", "id of the author", "messages_days", f"not given: {_IDS}"),
    "messages.body": Treatment(
        "encrypted", "text as shown and as delivered, author, files, reactions, link, ids", "messages_days"
    ),
    "messages.findings": Treatment(
        *("encrypted", "where personal data stands in the text, of what type, ids of people named", "messages_days"),
        "not given: the text itself is given out",
    ),
    "messages.examined_by": Treatment(
        *("keyed hash", "detector's version, lists and people that the findings rest on", "messages_days"),
        "not given: no text of anybody",
    ),
    "settings.body": Treatment(
        *("encrypted", "the admin's settings, with who opted out", "stays: until the admin changes it"),
        *("not given: the admin's, not the person's", "stays: an opt-out is to last"),
    ),
    "installations.body": Treatment(
        *(
            "encrypted",
            "the platform's tokens for the workspace, or where it is reached",
            "stays: until Recap is taken away",
        ),
        *("not given: the workspace's, not the person's", "stays: the workspace's, not the person's"),
    ),
    "audit.who": Treatment("keyed hash", "id of the requester", "audit_days", f"not given: {_IDS}"),
    "audit.body": Treatment("encrypted", "requester, channel, engine, route, counts and cost", "audit_days"),
    "calls.body": Treatment(
        *("encrypted", "channel's id, model, purpose, tokens and cost of a call", "audit_days"),
        *("not given: no text of anybody", "stays: it names no person"),
    ),
    "buckets.person": Treatment(
        "keyed hash",
        "id of the requester, until the next request of anybody an hour later",
        "audit_days",
        f"not given: {_IDS}",
    ),
    "cache.id": Treatment("keyed hash", "channel and content that was asked about", "fixed: 24 hours", _NO_IDS),
    "cache.channel": Treatment("keyed hash", "id of the channel", "fixed: 24 hours", _NO_IDS),
    "cache.body": Treatment("encrypted", "an answer", "fixed: 24 hours", "not given: others' messages, in short"),
    "cache_sources.message": Treatment("keyed hash", "a message the answer rests on", "fixed: 24 hours", _NO_IDS),
    "cache_leases.id": Treatment("keyed hash", "what is being made", "fixed: 10 seconds", _NO_IDS, f"stays: {_IDS}"),
    "drafts.id": Treatment("keyed hash", "id", "fixed: 7 days", _NO_IDS),
    "drafts.channel": Treatment("keyed hash", "id of the channel", "fixed: 7 days", _NO_IDS),
    "drafts.who": Treatment("keyed hash", "id of the requester", "fixed: 7 days", _NO_IDS),
    "drafts.body": Treatment(
        *("encrypted", "an answer that was held back, why, who asked for it and how", "fixed: 7 days"),
        "not given: others' messages, in short, and unconfirmed",
    ),
    "draft_sources.message": Treatment("keyed hash", "a message the draft rests on", "fixed: 7 days", _NO_IDS),
    "submissions.body": Treatment(
        *("encrypted", "ids of messages that a batch is about, what was asked", "fixed: 25 hours"),
        *("not given: ids of what is given out", "stays: it names no person"),
    ),
    "questions.id": Treatment("keyed hash", "id", "messages_days", _NO_IDS),
    "questions.who": Treatment("keyed hash", "id of the requester", "messages_days", _NO_IDS),
    "questions.body": Treatment(
        *("encrypted", "what was asked, where and by whom, for the buttons under the answer", "messages_days"),
        "not given: the audit log, which is given out, says who asked",
    ),
    "results.id": Treatment("keyed hash", "id", "audit_days", _NO_IDS, f"stays: {_IDS}"),
    "results.channel": Treatment("keyed hash", "id of the channel", "audit_days", _NO_IDS, f"stays: {_IDS}"),
    "results.who": Treatment("keyed hash", "id of the requester", "audit_days", _NO_IDS),
    "results.reason": Treatment("encrypted", "why the requester likes the answer or does not", "audit_days"),
    "results.body": Treatment(
        *("encrypted", "engine, counts, cost and time", "audit_days"),
        *("not given: no text of anybody", "stays: no text of anybody"),
    ),
    "reactions.message": Treatment("keyed hash", "id of the message", "messages_days", f"not given: {_IDS}"),
    "reactions.person": Treatment("keyed hash", "id of who reacted", "messages_days", f"not given: {_IDS}"),
    "reactions.emoji": Treatment("keyed hash", "the emoji", "messages_days", f"not given: {_IDS}"),
    "reactions.body": Treatment("encrypted", "emoji, ids of the message and of who reacted", "messages_days"),
    "posts.place": Treatment(
        *("keyed hash", "where it was posted", "messages_days"),
        *(f"not given: {_IDS}", "stays: what was posted there is to be taken down"),
    ),
    "posts.body": Treatment(
        *("encrypted", "what was posted, its place, ids of its sources", "messages_days"),
        "not given: the messages that it rests on are given out",
    ),
    "digests.id": Treatment("keyed hash", "id", "stays: until somebody removes the digest", _NO_IDS, f"stays: {_IDS}"),
    "digests.body": Treatment(
        *("encrypted", "which channels, where and when, and who set it up", "stays: until somebody removes the digest"),
        "not given: the workspace's, not the person's",
    ),
    "digests.standing": Treatment(
        *("encrypted", "until when each channel was read, what was not posted and why", "stays: with its digest"),
        *("not given: no text of anybody", "stays: no text of anybody"),
    ),
    "digest_runs.body": Treatment(
        *("encrypted", "ids of channels, from when until when they were read, where it was posted", "audit_days"),
        *("not given: no text of anybody", "stays: no text of anybody"),
    ),
    "digest_runs.post": Treatment(
        *("encrypted", "a digest that was composed, until it is posted", "audit_days"),
        "not given: the messages that it rests on are given out",
    ),
    "digest_sources.message": Treatment(
        "keyed hash", "a message that a digest rests on, until it is posted", "audit_days", _NO_IDS
    ),
    "post_sources.source": Treatment(
        *("keyed hash", "channel and id of a message that a post rests on", "messages_days"), f"not given: {_IDS}"
    ),
    "records.id": Treatment("keyed hash", "id", "messages_days", _NO_IDS),
    "records.channel": Treatment("keyed hash", "id of the channel", "messages_days", _NO_IDS),
    "records.person": Treatment("keyed hash", "id of whom an action item is for", "messages_days", _NO_IDS),
    "records.body": Treatment(
        *("encrypted", "an action item or a decision, its owner, ids of its sources", "messages_days"),
    ),
    "record_sources.source": Treatment(
        *("keyed hash", "channel and id of a message that one rests on", "messages_days"), _NO_IDS
    ),
    "notes.person": Treatment("keyed hash", "id of who is told of an action item", "messages_days", _NO_IDS),
    "notes.body": Treatment(
        *("encrypted", "who is told of an action item, and its id", "messages_days"),
        "not given: the items are given out",
    ),
    "preferences.person": Treatment("keyed hash", "id of the person", "stays: until the person changes it", _NO_IDS),
    "preferences.body": Treatment(
        *("encrypted", "who it is, the hour and zone of their morning list", "stays: until the person changes it"),
    ),
}
