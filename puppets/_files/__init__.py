"""Where the bytes of a `FileBox` come from, and what a file is called."""
