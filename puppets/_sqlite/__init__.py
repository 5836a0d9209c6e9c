"""What stands behind `puppets.sqlite_memory`: one file, one thread that owns it."""
