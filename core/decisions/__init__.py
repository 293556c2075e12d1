"""Decisions after they were found: kept as data, and linked to what they reverse.

recorded  one of them
"""
