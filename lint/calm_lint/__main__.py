"""`python -m calm_lint` is `calm-lint`."""

from calm_lint.cli import main

main()
