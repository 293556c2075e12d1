"""A summary by a model: what it is asked, what it answers, and who answers where it does not.

summarizer   the whole of it                     answer       one answer, from its parts to the joined summary
asked        what goes in and what comes out     readers      who reads along, first_words until when they wait
redacted     a transcript as it may leave        lines        its messages as JSON
prompts      what a model is asked               schema       what it may answer
stream       statements out of what is written   part         one call, each statement checked
parts        all of them at once, or cached      kept         what remains of an answer
joining      the parts as one summary            merging      by the large model, where they are many
offline      what the engine gives instead       telling      what an answer says of itself
held_back    what failed, for a reviewer         claims       what others say about a conversation, verified
talks        points told by conversation         means        what all of it is done with
"""
