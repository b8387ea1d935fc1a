"""`python -m backend.cli` is `neuroslice`."""

from __future__ import annotations

from backend.cli.main import main

if __name__ == "__main__":
    main()
