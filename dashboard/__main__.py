"""`python -P -m dashboard` does what `penumbra` does."""

from dashboard.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
