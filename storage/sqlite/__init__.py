"""A database file on this machine, shared by the processes of one installation.

database     opening it: pragmas, who may read the file, what can be wrong with it
migrations   its tables, one numbered step after another
messages     the message store
rows         a message as a row, the only place that knows which columns hold what people wrote
cache        answers for a day; results: how answers were; drafts: what waits for a review
changes      tells what stands outside the database, such as Redis, which messages have changed
"""
