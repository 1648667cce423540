"""What is to be known about the rules: the list of them, and each explained."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from inspect import cleandoc
from textwrap import fill, indent

from calm_lint.rulebook.options import options_of
from calm_lint.rulebook.rule import Bad, Good, Rule

_WIDTH = 80


def as_text(rules: Sequence[Rule]) -> str:
    """List rules, a line each: code, name, level, and where it comes from if that is not calm-lint itself."""
    width = max((len(rule.name) for rule in rules), default=0)
    lines = (
        f"{rule.code}  {rule.name:<{width}}  {rule.severity:<7}  {'' if rule.built_in else rule.plugin}".rstrip()
        for rule in rules
    )
    return "".join(f"{line}\n" for line in lines)


def as_json(rules: Sequence[Rule]) -> str:
    """List rules as JSON, with all that is known about them but their examples."""
    entries = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": str(rule.severity),
            "why": cleandoc(rule.why),
            "source": source(rule),
            "screen": rule.screen or None,
            "fixable": rule.fixable,
            "options": [
                {"name": each.name, "type": each.type, "default": each.default, "description": each.description}
                for each in options_of(rule)
            ],
            "plugin": rule.plugin,
            "url": rule.url,
        }
        for rule in rules
    ]
    return json.dumps({"rules": entries}, indent=2) + "\n"


def as_markdown(rules: Sequence[Rule]) -> str:
    """List rules as a table, each with a link to its page beside the table."""
    rows = (
        f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity} | {'yes' if rule.fixable else ''} "
        f"| {source(rule)} |\n"
        for rule in rules
    )
    return "| code | name | level | fix | source |\n| --- | --- | --- | --- | --- |\n" + "".join(rows)


def explain(rule: Rule) -> str:
    """Explain a rule in 80 columns: why it matters, where to mend it, its source, examples and fix."""
    facts = {"Screen": rule.screen, "Source": source(rule)}
    wrapped = [_wrapped(f"{name}: {fact}", hang=len(name) + 2) for name, fact in facts.items() if fact]
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


def _page(rule: Rule) -> Iterator[str]:
    yield from (f"# {rule.code} {rule.name}", "", cleandoc(rule.why), "")
    yield f"- Level: {rule.severity}"
    yield f"- Source: {source(rule)}"
    if rule.screen:
        yield f"- Where to mend it: {rule.screen}"
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
    yield from (f"```{language}", cleandoc(text), "```")


def _indented(yaml: str) -> str:
    return indent(cleandoc(yaml), "  ")


def _wrapped(text: str, hang: int = 0) -> str:
    text = " ".join(text.split())
    return fill(text, _WIDTH, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False)
