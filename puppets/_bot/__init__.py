"""What stands behind `puppets.bot`: messages, people, rooms, and how things are said."""
