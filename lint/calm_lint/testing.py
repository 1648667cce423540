"""Running the examples of rules, for `calm-lint test` and for the tests of plugins.

@pytest.mark.parametrize("rule", my_rules)
def test_examples(rule):
    assert list(calm_lint.testing.problems(rule)) == []
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import copy
from tempfile import TemporaryDirectory

from calm_lint.engine.beyond import ALONE
from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport
from calm_lint.files.find import is_landscape
from calm_lint.files.named_files import named_files
from calm_lint.files.repository import GIT_FOLDER
from calm_lint.model import Landscape
from calm_lint.rulebook.examples import complete, in_flow_style
from calm_lint.rulebook.rule import Bad, Good, Rule
from calm_lint.run.estate import EstateFile, findings_beyond

_NAME = "landscape.yaml"


def problems(rule: Rule) -> Iterator[str]:
    """Yield what does not hold of the examples of a rule, which is applied alone.

    A good example has no finding. A bad one has a single finding, at the text and with the message that it
    tells, where it tells one, and a fix where and only where it tells what comes of it.
    """
    for example in rule.examples:
        if key := in_flow_style(example.yaml):
            yield f"{rule.code} {rule.name}: {key} of an example is in flow style, must be in block style"
            continue
        text = complete(rule.node, example.yaml)
        report = lint_example(Linter([rule]), example, text)
        label = f"{rule.code} {rule.name}: example {' '.join(example.yaml.split())!r}"
        if report.errors:
            yield f"{label}: {report.errors[0].message}"
        elif not isinstance(example, Bad):
            yield from (f"{label} is good, but: {each.message}" for each in report.violations)
        elif len(report.violations) != 1:
            yield f"{label} is bad, must have one finding, has {len(report.violations)}"
        else:
            yield from (f"{label}: {problem}" for problem in _bad(example, text, report))


def lint_example(linter: Linter, example: Good | Bad, text: str) -> FileReport:
    """Lint an example of a rule, or another text in its place, beside its files in a git repository.

    The landscapes among these files are one estate with it.
    """
    if day := example.today:
        linter = copy(linter)
        linter.today = lambda: day
    with TemporaryDirectory() as folder:
        for name, content in example.files:
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
        if example.files:
            os.mkdir(os.path.join(folder, GIT_FOLDER))
        others = {name: complete(Landscape, content) for name, content in example.files if is_landscape(name)}
        estate = [
            EstateFile.read(linter, name, each.encode(), named_files(folder))
            for name, each in sorted({**others, _NAME: text}.items())
        ]
        beyond = findings_beyond(estate).found.get(_NAME, ALONE)
        return linter.lint(_NAME, text.encode(), named_files(folder), beyond)


def _bad(example: Bad, text: str, report: FileReport) -> Iterator[str]:
    (violation,) = report.violations
    span = violation.span
    at = text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]
    if at != example.at:
        yield f"the finding is at {at}, must be at {example.at}"
    if example.message and violation.message != example.message:
        yield f"the message is {violation.message!r}, must be {example.message!r}"
    if (violation.fix is None) != (example.fixed is None):
        yield "there is a fix, which it does not tell" if violation.fix else "there is no fix"
    elif violation.fix and violation.fix.safe != example.safe:
        yield "the fix is safe, the example says that it is not" if violation.fix.safe else "the fix is unsafe"
