"""`python -m kinerja.cli`, where the script `kinerja` is not on the path."""

from kinerja.cli import main

if __name__ == "__main__":
    main()
