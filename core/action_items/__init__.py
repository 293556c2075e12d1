"""Action items after they were found: kept as data, sent to their owners, and how they stand.

item  one of them        note  what a person is sent
"""
