"""A Redis server that the processes of one installation share: only for quickness, never for what must last.

server   asking it, and going on without it
cache    the cache in it: encrypted, under keyed hashes
"""
