"""Does a statement rest on its messages? Hard checks that decide, a soft score, and which messages to cite."""
