"""Files that run calm-lint: on GitHub, on GitLab, and before a commit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# The commit of this repository that the files install, until there is a release. `make pin` sets it.
REVISION = "ab7789103417c6156fd2f3a5e1a1ef440954ef49"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A file to put into a repository.

    Attributes:
        path: where it belongs, from the root of the repository.
        template: the name of its text, beside the other templates.
    """

    path: str
    template: str

    def text(self) -> str:
        """Return the content of the file."""
        text = (Path(__file__).with_name("templates") / "ci" / self.template).read_text("utf-8")
        return text.replace("<revision>", REVISION)


PIPELINES = {
    "github": Pipeline(".github/workflows/calm-lint.yml", "github.yaml"),
    "gitlab": Pipeline(".gitlab-ci.yml", "gitlab.yaml"),
    "pre-commit": Pipeline(".pre-commit-config.yaml", "pre-commit.yaml"),
}
