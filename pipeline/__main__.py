"""Runs the command line as ``python -m pipeline``."""

from .commands import main

if __name__ == "__main__":
    main()
