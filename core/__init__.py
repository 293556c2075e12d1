"""Recap's core: what the product does, without a platform, a service or a third-party package.

Heard and read
    models      who wrote what, where and when          hearing/    events, stored once; answers brought up to date
    reading     the window asked for -> a transcript    consent     what must not be read
    forgetting  what remains of a forgotten person      conversations/  which messages belong together
    instructions/  orders to the summarizer, left out

Without a model
    offline/    the engine that needs none              findings/   decisions, action items, questions
    text/       sentences, words, scripts               dates/      "friday", "2 days ago" -> a date
    learned/    what trained parts compute              weights/    what was trained, with its attribution

What becomes of it
    action_items/  who does what until when, and is told    decisions/  what was decided, and what became of it
    standing    whether an edited message still says it     access      asked before anything is told

With a model
    redaction/  nothing personal leaves                 chunks/     a long transcript in parts
    answering/  a question, from access to audit        asking/     a summary by a model, as it is written
    routing/    which model, in how many parts          prompts/    what models are told
    checking/   what of an answer is delivered          grounding/  does a statement rest on its messages?
    caching     one making for many askers              experiments two versions of a prompt side by side
    review      answers that failed, for a person to look at

What it takes
    tokens      how many a text costs                   prices      what they cost
    spending/   reserved before, settled after          limits/     how often people may ask
    turns       who calls a model next                  words/      what people type -> what they wish for
    replies     what Recap says to people

Held together by
    summary     what a reader gets                      kept        a summary as text, and back
    results     how an answer was                       comparing   versions of a prompt, by their results
    workspace/  what differs by workspace               audit       who asked for what
    ports/      what the core needs of the outside      errors      every failure, by who can act on it
    closing     leaving an iterator in the middle
"""

__version__ = "0.1.0"
