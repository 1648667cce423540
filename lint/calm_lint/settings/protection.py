"""Rules that nothing takes away and nothing lowers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from calm_lint.reading.nodes import Suppression, UnusedSuppression
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.selection import named
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.configuration import Configuration
from calm_lint.settings.precedence import DEFAULT, Level, Origin


class Protection(NamedTuple):
    """A rule that nothing takes away.

    Attributes:
        rule: the rule.
        origin: where it is protected; by default, always.
        level: the level that the configuration which protects it sets, None if that keeps the rule's own. Nothing
            sets a lower one.
    """

    rule: Rule
    origin: Origin
    level: Severity | None = None

    @property
    def lowest(self) -> Severity:
        """The lowest level that its findings may be set to."""
        return self.level or self.rule.severity


def protections(
    rules: Sequence[Rule],
    layers: Iterable[Configuration],
    levels: Mapping[str, Level],
    above: Mapping[str, Protection],
) -> dict[str, Protection]:
    """Return the rules that are protected, by their codes.

    Args:
        rules: all rules.
        layers: the configurations, each of which extends the one before.
        levels: the levels that they set, by the codes of rules.
        above: what configurations above protect.
    """
    found = {rule.code: Protection(rule, DEFAULT) for rule in rules if _is_always_protected(rule)}
    for layer in layers:
        for index, name in enumerate(layer.protected):
            origin = Origin("configuration", layer.file, ("protected", index))
            for rule in named(rules, name):
                level = levels[rule.code].severity if rule.code in levels else None
                level = None if level and level.below(rule.severity) else level
                found.setdefault(rule.code, Protection(rule, origin, level))
    for code, outer in above.items():
        mine = found.setdefault(code, outer)
        if outer.level and (mine.level is None or mine.level.below(outer.level)):
            found[code] = outer
    return found


def severities(levels: Mapping[str, Level], protected: Mapping[str, Protection]) -> dict[str, Severity]:
    """Return the levels of rules, by their codes, where they are not the rules' own.

    Args:
        levels: the levels that are set.
        protected: the rules that are protected; of these, no level that is too low counts.
    """
    found = {code: level.severity for code, level in levels.items()}
    for code, protection in protected.items():
        if code in found and found[code].below(protection.lowest):
            # Without a level that is set, a rule may give a finding one of its own.
            del found[code]
        if code not in found and protection.level:
            found[code] = protection.level
    return found


def _is_always_protected(rule: Rule) -> bool:
    """Check whether a rule is protected without any configuration.

    Those about comments are protected from comments and baselines only: one may do without them.
    """
    return rule.protected and not issubclass(rule.node, (Suppression, UnusedSuppression))
