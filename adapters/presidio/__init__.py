"""Presidio finds what patterns and checksums can find; secrets, links and the people of the workspace stand beside it.

engine       the analyzer with our own language engine     recognizers  which ones, and why not the others
gates        texts in which a recognizer can find nothing  roster       people by name, in one pass
detector     one text -> its findings                      workers      many texts, outside the event loop, in time
"""
