"""Decisions after they were found: kept as data, and linked to what they reverse.

recorded   one of them                          kept       as text, and back
decisions  found, looked for                    finding    what a summary found -> decisions
reversing  which earlier one a later changes    searching  by words
heard      edited, deleted: a hook              unreached  where people expected one, and none was reached
changed    within one summary: which of them a later one takes back
"""
