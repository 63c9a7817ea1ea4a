"""`python -m luji` is the `luji` command."""

from luji.config.cli import main

if __name__ == "__main__":
    main()
