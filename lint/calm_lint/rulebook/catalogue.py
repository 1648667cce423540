"""What is to be known about the rules: the list of them, and each explained."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from inspect import cleandoc
from textwrap import dedent, fill, indent
from typing import Any, NamedTuple

from calm_lint.rulebook.options import options_of
from calm_lint.rulebook.rule import Bad, Good, Rule
from calm_lint.rulebook.severity import Severity

VERSION = 1

_WIDTH = 80
_OFF = "off"


class Here(NamedTuple):
    """How the configuration of a folder applies rules.

    Attributes:
        file: the configuration file, None if there is none.
        level: the level of the findings of a rule, None if it is not applied.
    """

    file: str | None
    level: Callable[[Rule], Severity | None]

    def differing(self, rule: Rule) -> str:
        """Return the level of a rule, or `off`, where that is not the rule's own; else nothing."""
        level = self.level(rule)
        return "" if level == rule.severity else str(level or _OFF)


# Without a configuration.
NOWHERE = Here(None, lambda rule: rule.severity)


def as_text(rules: Sequence[Rule], here: Here = NOWHERE, *, sources: bool = False) -> str:
    """List rules, a line each: code, name, level, the level here if that is another one, and a plugin as the origin.

    Args:
        rules: the rules.
        here: the configuration of the current folder.
        sources: whether to name source and edition of each as well.
    """
    width = max((len(rule.name) for rule in rules), default=0)
    lines = []
    for rule in rules:
        differing = here.differing(rule)
        own = _source_and_edition(rule) if sources else ""
        origin = own if rule.built_in else rule.plugin
        remarks = "  ".join(filter(None, (differing and f"here: {differing}", origin)))
        lines.append(f"{rule.code}  {rule.name:<{width}}  {rule.severity:<7}  {remarks}".rstrip())
    return "".join(f"{line}\n" for line in lines)


def as_json(rules: Sequence[Rule], here: Here = NOWHERE) -> str:
    """List rules as JSON, with all that is known about them but their examples."""
    return _as_json([_facts(rule, here) for rule in rules])


def explain_as_json(rules: Sequence[Rule], here: Here = NOWHERE) -> str:
    """Explain rules as JSON: all that the list of them holds, and their examples."""
    return _as_json([{**_facts(rule, here), "examples": [_example(each) for each in rule.examples]} for rule in rules])


def as_markdown(rules: Sequence[Rule], here: Here = NOWHERE) -> str:
    """List rules as a table, each with a link to its page beside the table; where levels differ here, in a column."""
    differing = {rule.code: here.differing(rule) for rule in rules}
    column = any(differing.values())
    rows = (
        f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity} | {rule.rung} "
        f"| {'yes' if rule.fixable else ''} | {_source_and_edition(rule)} |"
        f"{f' {differing[rule.code]} |' if column else ''}\n"
        for rule in rules
    )
    head = f"| code | name | level | rung | fix | source |{' here |' if column else ''}\n"
    return head + f"| --- | --- | --- | --- | --- | --- |{' --- |' if column else ''}\n" + "".join(rows)


def explain(rule: Rule, here: Here = NOWHERE) -> str:
    """Explain a rule in 80 columns: why it matters, where to mend it, its source, examples and fix."""
    facts = {
        "Screen": rule.screen,
        "Source": source(rule),
        "Edition": rule.source.edition,
        "Rung": rule.rung,
        "Since": _since(rule),
    }
    wrapped = [_wrapped(f"{name}: {fact}", hang=len(name) + 2) for name, fact in facts.items() if fact]
    if differing := here.differing(rule):
        wrapped.append(_wrapped(f"Here: {differing} ({here.file})", hang=len("Here: ")))
    sections = [
        f"{rule.code} {rule.name} ({rule.severity})",
        *(_wrapped(paragraph) for paragraph in cleandoc(rule.why).split("\n\n")),
        # Only our own rules have pages.
        "\n".join([*wrapped, f"Page: {rule.url}" if rule.built_in else f"Rule of: {rule.plugin}"]),
    ]
    for option in options_of(rule):
        default = json.dumps(option.default)
        about = f"Option {option.name}: {option.type}, {default} if not set; {option.description}"
        sections.append(_wrapped(about, hang=len("Option ")))
    for example in rule.examples:
        sections += (f"{_title(example)}:", _indented(example.yaml))
        for name, content in example.files:
            sections += (f"with {name}:", _indented(content))
        if isinstance(example, Bad):
            sections.append(_wrapped(f"At {example.at}: {example.message}"))
            if example.fixed is not None:
                sections += (f"{_fixed(example)}:", _indented(example.fixed))
    return "\n\n".join(sections) + "\n"


def page(rule: Rule) -> str:
    """Explain a rule in Markdown."""
    return "\n".join(_page(rule)) + "\n"


def source(rule: Rule) -> str:
    """Return where a rule comes from, in a few words."""
    return f"{rule.source.document}, {rule.source.section}"


def _since(rule: Rule) -> str:
    """Return the version that brought a rule, and its status where that is not stable."""
    return ", ".join(filter(None, (rule.since, rule.status if rule.status != "stable" else "")))


def _source_and_edition(rule: Rule) -> str:
    return f"{source(rule)} ({rule.source.edition})" if rule.source.edition else source(rule)


def _as_json(rules: list[dict[str, Any]]) -> str:
    return json.dumps({"version": VERSION, "rules": rules}, indent=2) + "\n"


def _facts(rule: Rule, here: Here) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "effective": str(here.level(rule) or _OFF),
        "protected": rule.protected,
        "why": cleandoc(rule.why),
        "source": source(rule),
        "edition": rule.source.edition or None,
        "screen": rule.screen or None,
        "rung": rule.rung,
        "since": rule.since or None,
        "status": rule.status,
        "fixable": rule.fixable,
        "options": [
            {"name": each.name, "type": each.type, "default": each.default, "description": each.description}
            for each in options_of(rule)
        ],
        "plugin": rule.plugin,
        "url": rule.url,
    }


def _example(example: Good | Bad) -> dict[str, Any]:
    files = [{"name": name, "content": content} for name, content in example.files]
    shown = {
        "good": isinstance(example, Good),
        "yaml": _at_the_margin(example.yaml),
        "files": files,
        "today": str(example.today) if example.today else None,
    }
    if isinstance(example, Good):
        return shown
    shown |= {"at": example.at, "message": example.message, "fixed": None}
    return shown if example.fixed is None else {**shown, "fixed": _at_the_margin(example.fixed), "safe": example.safe}


def _page(rule: Rule) -> Iterator[str]:
    yield from (f"# {rule.code} {rule.name}", "", cleandoc(rule.why), "")
    yield f"- Level: {rule.severity}"
    yield f"- Source: {source(rule)}"
    if rule.source.edition:
        yield f"- Edition: {rule.source.edition}"
    if rule.screen:
        yield f"- Where to mend it: {rule.screen}"
    yield f"- Rung: {rule.rung}"
    yield f"- Since: {_since(rule)}"
    for option in options_of(rule):
        default = json.dumps(option.default)
        yield f"- Option `{option.name}`: {option.type}, `{default}` if not set; {option.description}"
    for example in rule.examples:
        yield from ("", f"## {_title(example)}", "", *_fenced(example.yaml))
        for name, content in example.files:
            yield from ("", f"with `{name}`:", "", *_fenced(content, name.rpartition(".")[2]))
        if isinstance(example, Bad):
            yield from ("", f"At `{example.at}`: {example.message}")
            if example.fixed is not None:
                yield from ("", f"{_fixed(example)}:", "", *_fenced(example.fixed))


def _title(example: Good | Bad) -> str:
    verdict = "Wrong" if isinstance(example, Bad) else "Right"
    return f"{verdict} on {example.today}" if example.today else verdict


def _fixed(example: Bad) -> str:
    return "Fixed" if example.safe else "Fixed, with --unsafe-fixes"


def _fenced(text: str, language: str = "yaml") -> Iterator[str]:
    yield from (f"```{language}", _at_the_margin(text), "```")


def _indented(yaml: str) -> str:
    return indent(_at_the_margin(yaml), "  ")


def _wrapped(text: str, hang: int = 0) -> str:
    text = " ".join(text.split())
    return fill(text, _WIDTH, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False)


def _at_the_margin(text: str) -> str:
    """Take the indentation and the blank lines around an example away, as they are for `complete`."""
    return dedent(text).strip("\n")
