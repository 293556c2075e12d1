"""What remembers.

sqlite      a database file             memory      as long as the process lasts, under the same promises
redis       what several processes share for quickness      encryption, master_key    nothing is kept in the clear
entries     an answer of the cache as it is kept            turns       one maker where several want the same
"""
