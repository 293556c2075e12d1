"""`recap`, the admin's tool: JSON Lines in and out for other programs, a page in the terminal for people."""
