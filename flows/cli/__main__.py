"""`python -m flows.cli` is `pledgebook`."""

from flows.cli import main

if __name__ == "__main__":
    main()
