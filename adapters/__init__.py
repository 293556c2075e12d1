"""What speaks to services and files: every foreign format stops here."""
