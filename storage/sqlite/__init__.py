"""A database file on this machine, shared by the processes of one installation.

database     opening it: pragmas, who may read the file, what can be wrong with it
migrations   its tables, one numbered step after another
treatment    what retention, export and forgetting do to each column
session      an open database: one connection reads; writing: one writes, many small writes to a commit
keyring      the workspaces with their data keys; rotation: under a new master key
messages     the message store: arrivals and reactions one by one, places: whole channels, complete: what is all there
rows         a message as a row, the only place that knows which columns hold what people wrote
records      what summaries found: items, decisions; notes: who is told of items; preferences: what people want of that
posts        what Recap posted and what it rests on
cache        answers for a day; results: how answers were; drafts: what waits for a review
ledger       money, reserved and spent; buckets: how often people asked; audit: who asked for what
changes      tells what stands outside the database, such as Redis, which messages have changed
privacy      purge, export, forget and erase; backup: a copy, and back
"""
