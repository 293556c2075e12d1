"""What remembers. `sqlite` keeps a database file, `memory` lasts as long as the process: the same promises for both."""
