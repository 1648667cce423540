"""`python -m calm_lint` is `calm-lint`."""

from calm_lint.cli import main

main(prog_name="calm-lint")
