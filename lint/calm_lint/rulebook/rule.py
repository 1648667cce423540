"""What a rule is, and the decorator that makes one from a function."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple, TypeVar, get_args

from calm_lint.errors import RuleError
from calm_lint.model.estate import Estate
from calm_lint.reading.nodes import Node, Suppression, UnusedSuppression
from calm_lint.rulebook.finding import Finding
from calm_lint.rulebook.rungs import BY_THE_BOOK, RUNGS, Rung
from calm_lint.rulebook.severity import Severity

N = TypeVar("N", bound=Node)
S = TypeVar("S", bound=tuple[Any, ...])
Check = Callable[[N], Iterator[Finding]]
CheckWithOptions = Callable[[N, S], Iterator[Finding]]

Status = Literal["stable", "preview", "deprecated"]
"""How settled a rule is.

One that is stable keeps its code, its name and what it checks. One in preview may change or go, and is applied only
where its code or name is selected. One that is deprecated is applied, and goes with the next major version.
"""

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
_VERSION: Final = re.compile(r"\d+(\.\d+)+")

_PAGES = "https://github.com/calm-lint/calm-lint/blob/main/docs/rules"


class Source(NamedTuple):
    """Where a rule comes from.

    Attributes:
        document: the document, as in `guide`, which is SAP's setup guide for this scenario.
        section: the part of it, as in `Procedure 1.3`.
        edition: the edition of the document, which may number its parts in another way than other editions; empty if
            it has none.
    """

    document: str
    section: str
    edition: str = ""


class Good(NamedTuple):
    """An example that the rule has nothing to say about.

    Attributes:
        yaml: entries of one node of the rule's type; what they leave out is taken from a right one.
        files: the files beside the landscape, which is landscape.yaml, by their paths, in a git repository. One whose
            name is that of a landscape is part of the estate, and holds entries of a landscape.
        today: the day on which it is linted, where that matters.
    """

    yaml: str
    files: tuple[tuple[str, str], ...] = ()
    today: date | None = None


class Bad(NamedTuple):
    """An example with one finding of the rule and of no other.

    Attributes:
        yaml: as in `Good`.
        at: the text that the finding points at.
        message: the message of the finding.
        fixed: the example after the fix, None if the rule has none for it.
        files: as in `Good`.
        safe: whether the fix is safe.
        today: as in `Good`.
    """

    yaml: str
    at: str
    message: str
    fixed: str | None = None
    files: tuple[tuple[str, str], ...] = ()
    safe: bool = True
    today: date | None = None


class Rule(NamedTuple):
    """A check with all that is to be known about it.

    Attributes:
        code: as in `CALM101`; permanent, never reused.
        name: the same in words, as in `system-port`.
        severity: the level of its findings.
        node: the type of node that it is called for.
        check: yields the findings of one node.
        why: what goes wrong in the system when the rule is broken.
        source: where it comes from.
        screen: where a person mends it: the app, the section, the field.
        examples: at least one good and one bad.
        options: a named tuple of the options that it takes, with their defaults.
        settings: what these options are set to, as such a tuple.
        protected: whether no comment and no baseline suppresses its findings, and no configuration or option takes it
            away; a rule about comments may be ignored all the same.
        plugin: the plugin that brought it, with its version; known once it is loaded. Of a declarative
            rule, its file.
        built_in: whether it comes with calm-lint itself.
        declaration: what the file of a declarative rule says of it.
        rung: the rung that a tenant misses where the rule is broken.
        since: the version of calm-lint, or of the plugin, that brought it, as in `0.1`; empty if it does not say.
        status: stable, preview or deprecated.
        over_estate: yields the findings of the estate, of a rule that looks at it besides the nodes of its type.
    """

    code: str
    name: str
    severity: Severity
    node: type[Node]
    check: Callable[..., Iterator[Finding]]
    why: str
    source: Source
    screen: str
    examples: tuple[Good | Bad, ...]
    options: type[tuple[Any, ...]] | None = None
    settings: tuple[Any, ...] | None = None
    protected: bool = False
    plugin: str = ""
    built_in: bool = False
    declaration: Mapping[str, object] | None = None
    rung: Rung = BY_THE_BOOK
    since: str = ""
    status: Status = "stable"
    over_estate: Callable[..., Iterator[Finding]] | None = None

    def findings(self, node: Node) -> Iterator[Finding]:
        """Apply the rule to a node of its type."""
        check = self.over_estate if self.over_estate and isinstance(node, Estate) else self.check
        return check(node, self.settings) if self.options else check(node)

    @property
    def looks_at_estate(self) -> bool:
        """Whether it finds what landscapes have to do with one another, at least besides other things."""
        return self.over_estate is not None or issubclass(self.node, Estate)

    @property
    def fixable(self) -> bool:
        """Whether findings of the rule have a fix, at least some of them."""
        return any(isinstance(example, Bad) and example.fixed is not None for example in self.examples)

    @property
    def about_tenants(self) -> bool:
        """Whether its findings tell anything of tenants: those about comments do not."""
        return not issubclass(self.node, (Suppression, UnusedSuppression))

    @property
    def url(self) -> str:
        """The page about the rule."""
        return f"{_PAGES}/{self.name}.md"


def clash(rule: Rule, others: Iterable[Rule]) -> Rule | None:
    """Return the rule that has the code or the name of another one already, None if there is none."""
    return next((each for each in others if rule.code == each.code or rule.name == each.name), None)


def rule(
    node: type[N],
    *,
    code: str,
    severity: Severity,
    source: Source,
    screen: str,
    examples: list[Good | Bad],
    options: type[S] | None = None,
    protected: bool = False,
    rung: Rung = BY_THE_BOOK,
    since: str = "",
    status: Status = "stable",
    over_estate: Check[Estate] | CheckWithOptions[Estate, S] | None = None,
) -> Callable[[Check[N] | CheckWithOptions[N, S]], Rule]:
    """Turn a function that yields the findings of one node into a rule.

    The name of the rule is that of the function in kebab case, its docstring says why it matters. A rule
    with options is called with their settings besides: a named tuple whose fields have defaults, are of type
    `str`, `int`, `bool` or `tuple[str, ...]`, and are described in its docstring. A rule about `Estate` is called
    once in a run. A rule about another node may look at the estate besides, with the function `over_estate`.

    A rule of a plugin may leave out rung, since and status.

    Raises:
        RuleError: if code, rung, since or status are of the wrong form, or a docstring, a good or a bad example
            is missing.
    """

    def define(check: "Check[N] | CheckWithOptions[N, S]") -> Rule:
        name = check.__name__.replace("_", "-")
        kinds = {type(example) for example in examples}
        if not (code[:-3].isalpha() and code.isupper() and code[-3:].isdigit()):
            raise RuleError(f"rule {code} {name}: a code is letters in upper case and three digits")
        if not check.__doc__:
            raise RuleError(f"rule {code} {name}: its docstring, which tells why, is missing")
        if kinds != {Good, Bad}:
            raise RuleError(f"rule {code} {name}: it needs at least one Good and one Bad example")
        if rung not in RUNGS:
            raise RuleError(f"rule {code} {name}: there is no rung {rung}, choose from {', '.join(RUNGS)}")
        if since and not _VERSION.fullmatch(since):
            raise RuleError(f"rule {code} {name}: since is {since}, must be a version such as 0.1")
        if status not in STATUSES:
            raise RuleError(f"rule {code} {name}: there is no status {status}, choose from {', '.join(STATUSES)}")
        return Rule(
            code,
            name,
            severity,
            node,
            check,
            check.__doc__,
            source,
            screen,
            tuple(examples),
            options,
            options() if options else None,
            protected,
            rung=rung,
            since=since,
            status=status,
            over_estate=over_estate,
        )

    return define
