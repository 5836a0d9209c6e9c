"""Who looks on while a puppet works, and what they make of it."""
