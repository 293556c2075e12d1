"""Presidio finds what patterns and checksums can find; secrets, links and the people of the workspace stand beside it.

detector     many texts in several processes, each within its time     worker       one such process
finder       one text -> its findings                                  engine       Presidio's analyzer and its model
recognizers  which ones, and why not the others                        gates        where one can find nothing
roster       people by name, in one pass                               phones       numbers as people group them
words        a language engine without a model                         offline      no network, no text in logs
"""
