"""Action items after they were found: kept as data, sent to their owners, and how they stand.

item         one of them, as people see it          kept         with what only Recap needs to know
items        found, listed, acted on                tools        what that needs of the outside
finding      what a summary found -> items          same         whether two are one task
people       whom a name means                      acting       done, not mine, given to somebody else
done         messages that say something is done    closing      which item they mean
heard        done, edited, deleted: hooks           reminding    "tomorrow", "monday" -> a moment
note         what a person is sent                  sending      once, to those who may read it
preferences  what a person wants to be sent
"""
