"""`python -m puppets._cli` is `puppets`."""

from . import main

main()
