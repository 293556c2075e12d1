"""Scheduled summaries: which channels, when, and what is posted.

digest     as people set it up              post       what one says
digests    setting them up                  slots      when one is due
rounds     what is due now                  run        one of them at its hour
posting    each posted once                 composing  from the channels to the post
channel    one channel's part               shortening what fits into the post
preparing  what can be read before the hour sharing  what several digests tell
weekly     what daily ones have found       sources    what they are made of
kept       all of it as text
"""
