"""How often people may ask.

bucket   a token bucket                    asking   one request of a person: taken, or refused with the time
"""
