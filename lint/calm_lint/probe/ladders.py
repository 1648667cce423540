"""What came of probing, as text, markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from calm_lint.formats.markdown import cell
from calm_lint.formats.words import number
from calm_lint.probe.probing import Result, counted, summary

_MARGIN: Final = " " * 27


def as_text(results: Sequence[Result]) -> str:
    """Write results as text; connections with the same values are listed once."""
    lines: list[str] = []
    for group in _groups(results):
        lines += (_heading(group), *_rungs(group), "")
    return "\n".join([*lines, _total(results), ""])


def as_markdown(results: Sequence[Result]) -> str:
    """Write results as markdown, with a table for each connection."""
    lines = [f"## calm-lint probe: {counted(results)}", ""]
    for group in _groups(results):
        lines += (f"### {cell(_heading(group))}", "", "| rung | state | answer | proves | screen |")
        lines.append("| --- | --- | --- | --- | --- |")
        for each in group[0].rungs:
            rung = each.rung
            cells = (rung.name, rung.state, rung.message, rung.proves, rung.field.screen)
            lines.append(f"| {' | '.join(map(cell, cells))} |")
        lines.append("")
    return "\n".join([*lines, f"{_total(results)}.", ""])


def as_json(results: Sequence[Result]) -> str:
    """Write results as JSON; its fields are described in docs/json.md."""
    several = len({result.document for result in results}) > 1
    tenants = [
        {
            "entity": result.entity,
            **({"document": result.document} if several else {}),
            "rungs": [
                {
                    "rung": each.rung.name,
                    "state": each.rung.state,
                    "message": each.rung.message,
                    "screen": each.rung.field.screen,
                    "proves": each.rung.proves,
                    "rule": each.rung.field.rule,
                    "path": each.path,
                    "line": each.span.line,
                }
                for each in result.rungs
            ],
        }
        for result in results
    ]
    content = {"version": 1, "tenants": tenants, "summary": summary(results)}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _groups(results: Sequence[Result]) -> list[list[Result]]:
    """Group results whose rungs say the same."""
    groups: dict[object, list[Result]] = {}
    for result in results:
        groups.setdefault((result.system, tuple(each.rung for each in result.rungs)), []).append(result)
    return list(groups.values())


def _heading(group: Sequence[Result]) -> str:
    tenants = ", ".join(dict.fromkeys(result.tenant for result in group))
    return f"{tenants}: {group[0].system}" if group[0].system else tenants


def _rungs(group: Sequence[Result]) -> Iterator[str]:
    for index, each in enumerate(group[0].rungs):
        rung = each.rung
        yield f"  {rung.name:<12} {rung.state:<12}{rung.message}"
        if rung.state != "skipped":
            yield f"{_MARGIN}= proves: {rung.proves}"
        if rung.state == "failed":
            yield f"{_MARGIN}= screen: {rung.field.screen}"
            lines = [str(line) for line in sorted({result.rungs[index].span.line for result in group})]
            yield f"{_MARGIN}= rule: {rung.field.rule}, line{'s' if len(lines) > 1 else ''} {', '.join(lines)}"


def _total(results: Sequence[Result]) -> str:
    tenants = len({(result.document, result.tenant) for result in results})
    return f"Probed {number(tenants, 'S/4HANA tenant')}: {counted(results)}"
