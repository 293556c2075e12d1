"""How surely one text follows from another, by a model on this machine (extra `nli`)."""
