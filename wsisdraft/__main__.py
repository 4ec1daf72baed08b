"""`python -m wsisdraft`."""

from wsisdraft.cli import main

main()
