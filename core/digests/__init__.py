"""Scheduled summaries: which channels, when, and what is posted.

digest  as people set it up        post  what one says
"""
