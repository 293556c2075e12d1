"""Recap's core: what the product does, without a platform, a service or a third-party package.

models      who wrote what, where and when          summary    what a reader gets
reading     the window asked for -> a transcript    offline/   the engine that needs no model
findings/   decisions, action items, questions      text/      sentences, words, scripts
dates/      "friday", "2 days ago" -> a date        weights/   what was trained, with its attribution
redaction/  nothing personal leaves                 asking     a summary by a model
consent     what must not be read                   forgetting what remains of a forgotten person
workspace   what differs by workspace               audit      who asked for what
ports       what the core needs of the outside      errors     every failure, by who can act on it
"""

__version__ = "0.1.0"
