"""Personal data and secrets, taken out before anything leaves: what is ours of it, without a detection library.

spans       where something stands in a message, and what replaces it
view        the text as it is examined: normalised, every offset kept to the original
markup      mentions, links, e-mail and phone tags, emoji, code marks of the platforms, taken apart
urls        links, also without a scheme                 secrets     keys, tokens, passwords
people      who belongs to the workspace, by every name  policy      what a workspace allows and denies
"""
