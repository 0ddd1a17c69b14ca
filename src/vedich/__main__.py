"""`python -m vedich` is `vedich`."""

from vedich.cli.main import main

if __name__ == "__main__":
    main()
