"""Invented chat of small teams, where nobody puts a name in front: lines "minute conversation author: text"."""

TEAMS = {
    "export, lunch and certificate": """
        0 export mira: morning! has anyone seen the invoice export fail since yesterday?
        1 lunch tom: what do we want for lunch on friday? the thai place or pizza
        2 export jonas: yes, it times out for customers with more than 500 rows
        3 lunch lea: thai please, we had pizza last week
        3 export mira: do we know which change did that?
        4 lunch tom: ok thai, I'll book a table for 12:30
        5 export jonas: looks like the new pagination, I'm reading the diff now
        6 certificate sam: the staging certificate runs out on sunday, who renews it?
        7 lunch lea: can we make it 12? I have a call at 13:30
        8 lunch tom: sure, 12 it is
        9 export mira: thanks jonas. can you roll it back until we have a fix?
        10 certificate nina: I can renew the certificate, need access to the vault though
        11 export jonas: rolling back now, should take ten minutes
        12 certificate sam: just gave you access to the vault
        14 certificate nina: got it, thanks
        22 export jonas: rollback is done, the export works again
        23 export mira: great
    """,
    "one after the other": """
        0 build ana: is the build green again?
        20 build ben: yes since noon
        21 build ana: nice
        180 weekend caro: who is on call this weekend?
        181 weekend dan: me
        182 weekend caro: ok, I added you to the rota
        300 retro ana: I moved the retro to thursday
        302 retro ben: thursday works for me
        303 retro dan: me too
    """,
    "safari and numbers": """
        0 login ana: the login page shows a blank screen in safari
        1 login ben: I get the same on my phone
        2 numbers caro: marketing asks for the q3 numbers, can somebody send the sheet
        2 login ana: console says the script is blocked
        3 numbers dan: sheet is here https://example.com/q3
        4 login ben: probably the new csp header
        4 numbers caro: thanks!
        5 login ana: yes that was it, fixing
    """,
    "mentions": """
        0 keys priya: @Otto did the new laptop keys arrive?
        1 translation yan: the german translation of the settings page is cut off, looks bad
        2 keys otto: @Priya yes, they are in the drawer next to the printer
        3 translation yan: @Ruth could you shorten it? max 20 characters
        4 keys priya: @Otto found them, thank you
        6 translation ruth: @Yan sure, "Konto schließen" instead?
        7 translation yan: @Ruth perfect
    """,
    "backup and cake": """
        0 backup hana: restore test of the backup failed, it stops at the photos table
        1 cake ivo: there is cake in the kitchen, it's my birthday
        2 backup kofi: disk full?
        2 cake lars: happy birthday ivo!
        3 backup hana: no, there is an invalid byte in the dump
        4 cake mona: happy birthday!!
        5 backup kofi: then the dump was cut. which host wrote the dump?
        6 cake ivo: thank you all, chocolate is on the left
        8 backup hana: the old one. I'll repeat the restore on another host tonight
    """,
}
