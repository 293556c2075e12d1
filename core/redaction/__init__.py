"""Personal data and secrets, taken out before anything leaves: what is ours of it, without a detection library.

spans       where something stands in a message, and what replaces it
view        the text as it is examined: normalised, every offset kept to the original
markup      mentions, links, e-mail and phone tags, emoji, code marks of the platforms, taken apart
urls, phones, identifiers, secrets (secret_kinds, passwords)   what patterns of ours find
people      who belongs to the workspace, by every name (word_names: those that are words too)
policy      what a workspace allows and denies, and what only looks like personal data in chat
pseudonyms  placeholders and the way back       outgoing    a transcript as it may leave
examining   every message once, as long as nothing changes what would be found
"""
