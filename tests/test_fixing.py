"""Fixing: the right values come in, nothing else changes, and what cannot be trusted is not done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from calm_lint.api import (
    AlmArrangement,
    AlmSystem,
    Finding,
    Fix,
    Landscape,
    OutboundService,
    S4Tenant,
    ServiceInstance,
    Severity,
)
from calm_lint.engine.linter import Linter
from calm_lint.model.entity import Entity
from calm_lint.reading.reader import read
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Rule, Source
from calm_lint.run.fixing import Fixed, fix
from calm_lint.schema.check import TYPED_KEYS

Mend = Callable[..., Fixed]

# For each field: the right value, and faults that have it as their one right value.
FIELDS = {
    "host_name": (
        "eu10.alm.cloud.sap",
        [
            "eu10.alm.cloud.sap/api",
            "https://eu10.alm.cloud.sap",
            "https://eu10.alm.cloud.sap/api/",
            "eu10.alm.cloud.sap:443",
            "eu11.alm.cloud.sap",
        ],
    ),
    "system port": ("443", ["8443", "80"]),
    "token_endpoint": (
        "https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        [
            "https://acme.authentication.eu10.hana.ondemand.com",
            "https://acme.authentication.eu10.hana.ondemand.com/oauth/token/oauth/token",
            "http://acme.authentication.eu10.hana.ondemand.com/oauth",
            "https://acme.authentication.eu11.hana.ondemand.com/oauth/token",
        ],
    ),
    "inbound_only": ("false", ["true"]),
    "authentication_method": ("OAuth 2.0", ["oauth 2.0", "OAuth2.0"]),
    "client_id": ("sb-calm-deploy!b123456|sapcloudalm!b456789", ["sb-calm-deploy!b123457|sapcloudalm!b456789"]),
    "scenario": ("SAP_COM_0690", ["SAP_COM_0609", "sap_com_0690"]),
    "service_status": ("active", ["inactive"]),
    "service port": ("443", ["44300"]),
    "run_every": ("5 minutes", ["10 minutes", "PT5M", "5 hours", "5"]),
    "path": ("/", ["/api"]),
}
REMOVED = {"job_status": "active", "package_size": "3"}
FIXED_KEYS = {field.rpartition(" ")[2] for field in FIELDS}
TYPED = ("443", "8443", "80", "44300", "true", "false", "5", "3", "1")


class Anchor(NamedTuple):
    name: str
    value: Any


class Alias(NamedTuple):
    name: str


def landscape(random: Random, *, faulty: bool) -> dict[str, Any]:
    """Make a landscape; the same random numbers give the right one for a faulty one."""

    def value(field: str) -> str:
        right, faults = FIELDS[field]
        wrong = random.choice([right, *faults])
        return wrong if faulty else right

    def service() -> dict[str, Any]:
        entries = [(key, value(key)) for key in ("service_status", "run_every", "path")]
        entries.append(("port", value("service port")))
        entries += [entry for entry in REMOVED.items() if random.random() < 0.3]
        random.shuffle(entries)
        return {key: value for key, value in entries if faulty or key not in REMOVED}

    def services() -> dict[str, Any]:
        names = ["export", "import", "retry", "status_change"]
        if random.random() < 0.5:
            return {name: service() for name in names}
        others = [Alias("service"), {"<<": Alias("service")}]
        first = Anchor("service", service())
        return {"export": first, **{name: random.choice(others) for name in names[1:]}}

    def systems() -> list[Any]:
        user = {
            "authentication_method": value("authentication_method"),
            "client_id": value("client_id"),
            "client_secret": '"${CALM_PROD_SECRET}"',
        }
        system = {
            "system_id": "CALM_PROD",
            "system_name": "SAP Cloud ALM of Acme",
            "cloud_alm_tenant": "calm-prod",
            "host_name": value("host_name"),
            "port": value("system port"),
            "token_endpoint": value("token_endpoint"),
            "inbound_only": value("inbound_only"),
            "outbound_users": [user],
        }
        return [system]

    def arrangements() -> list[Any]:
        return [
            {
                "arrangement_name": "SAP_COM_0690_CALM_ATO",
                "scenario": value("scenario"),
                "communication_system": "CALM_PROD",
                "outbound_services": services(),
            }
        ]

    shared = random.random() < 0.5
    first: Any = Anchor("systems", systems()) if shared else systems()
    return {
        "format": "1",
        "cloud_alm_tenants": [
            {
                "id": "calm-prod",
                "usage": "productive",
                "region": "eu10",
                "provisioned_on": "2023-11-20",
                "binding": {
                    "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
                    "uaa": {
                        "url": "https://acme.authentication.eu10.hana.ondemand.com",
                        "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
                    },
                },
            }
        ],
        "s4hana_tenants": [
            {"id": "a", "role": "test", "communication_systems": first, "communication_arrangements": arrangements()},
            {
                "id": "b",
                "role": "customizing",
                "communication_systems": Alias("systems") if shared else systems(),
                "communication_arrangements": arrangements(),
            },
        ],
    }


class Writer:
    """Writes data as YAML in many styles: block and flow, quotes, comments, anchors."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def write(self, value: Any, indent: int = 0, *, flow: bool = False) -> str:
        """Return what follows a colon or a dash."""
        if isinstance(value, Anchor):
            return f" &{value.name}{self.write(value.value, indent, flow=flow)}"
        if isinstance(value, Alias):
            return f" *{value.name} "
        if isinstance(value, str):
            quotes = ["", "", "'", '"'] if value not in TYPED and value[0] != '"' else [""]
            quote = self._random.choice(quotes)
            return f" {quote}{value}{quote}"
        flow = flow or (indent > 0 and self._random.random() < 0.2)
        is_list = isinstance(value, list)
        entries = [("-", each) for each in value] if is_list else [(f"{key}:", each) for key, each in value.items()]
        if flow:
            opening, closing = "[]" if is_list else "{}"
            margin = self._random.choice(["", "", f"\n{' ' * (indent + 2)}"])
            texts = [f"{'' if is_list else key}{self.write(each, indent + 2, flow=True)}" for key, each in entries]
            inside = f", {self._comment(margin)}{margin}".join(texts)
            return f" {opening}{margin}{inside}{margin.removesuffix('  ')}{closing}"
        step = self._random.choice([2, 3, 4])
        return "".join(
            f"{self._comment(' ')}\n{' ' * indent}{key}{self.write(each, indent + step)}" for key, each in entries
        )

    def _comment(self, margin: str) -> str:
        return f" # why {self._random.random()}" if margin and self._random.random() < 0.2 else ""


@pytest.fixture(scope="module")
def fix_file(rules: list[Rule]) -> Mend:
    """Fix a text with all rules."""
    linter = Linter(rules)

    def fix_file(text: str | bytes, **options: bool) -> Fixed:
        content = text if isinstance(text, bytes) else text.encode()
        return fix(partial(linter.lint, "landscape.yaml"), linter.lint("landscape.yaml", content), content, **options)

    return fix_file


@settings(deadline=None, max_examples=150)
@given(seed=st.integers(0, 10**9), bom=st.booleans(), crlf=st.booleans(), newline=st.booleans())
def test_faults_are_mended_and_nothing_else_is_touched(
    fix_file: Mend, seed: int, bom: bool, crlf: bool, newline: bool
) -> None:
    text = Writer(Random(seed)).write(landscape(Random(seed), faulty=True)).lstrip() + ("\n" if newline else "")
    text = text.replace("\n", "\r\n") if crlf else text
    right = Writer(Random(seed)).write(landscape(Random(seed), faulty=False))
    before = b"\xef\xbb\xbf" * bom + text.encode()

    fixed = fix_file(before)

    assert fixed.left_out == ()
    assert fixed.report.violations == []
    assert data(fixed.content) == data(right.encode())
    assert fix_file(fixed.content) == fixed._replace(applied=(), changes=(), report=fix_file(fixed.content).report)
    assert fixed.content.startswith(b"\xef\xbb\xbf") == bom
    after = fixed.content.decode("utf-8-sig")
    assert ("\n" in after.replace("\r\n", "")) == ("\n" in text.replace("\r\n", ""))
    assert after.endswith("\n") == newline
    old, new = tokens(text), tokens(after)
    assert [token[:2] for token in old] == [token[:2] for token in new]
    assert {was[0] for was, now in zip(old, new, strict=True) if was != now} <= FIXED_KEYS
    if not re.search("|".join(REMOVED), text):
        assert between(text) == between(after)


@settings(deadline=None, max_examples=50)
@given(seed=st.integers(0, 10**9), missing=st.sets(st.sampled_from(["import", "retry", "status_change"])))
def test_missing_services_are_added_in_every_style(fix_file: Mend, seed: int, missing: set[str]) -> None:
    faulty, right = (landscape(Random(seed), faulty=faulty) for faulty in (True, False))
    for tenant in faulty["s4hana_tenants"]:
        for name in missing:
            del tenant["communication_arrangements"][0]["outbound_services"][name]
    text = Writer(Random(seed)).write(faulty).lstrip()
    fixed = fix_file(text, unsafe=True)
    assert fixed.left_out == ()
    assert fixed.report.violations == []
    assert re.findall(r"# why [0-9.]+", text) == re.findall(r"# why [0-9.]+", fixed.content.decode()) or (
        re.search("|".join(REMOVED), text)
    )
    (mended,), (wanted,) = data(fixed.content), data(Writer(Random(seed)).write(right).encode())
    assert isinstance(mended, dict)
    assert isinstance(wanted, dict)
    assert mended["cloud_alm_tenants"] == wanted["cloud_alm_tenants"]
    for one, other in zip(mended["s4hana_tenants"], wanted["s4hana_tenants"], strict=True):
        assert one["communication_systems"] == other["communication_systems"]


def data(content: bytes) -> list[object]:
    reading = read("landscape.yaml", content, TYPED_KEYS)
    assert reading.faults == []
    return [document.data for document in reading.documents]


def tokens(text: str) -> list[tuple[str, str, str | None]]:
    """Return the tokens, each with the key that it belongs to, its type and quotes, and its value.

    Entries that are removed are left out, and so are commas.
    """
    found: list[tuple[str, str, str | None]] = []
    key, is_key = "", False
    for token in yaml.scan(text, yaml.CLoader):
        if isinstance(token, yaml.KeyToken):
            is_key = True
        elif isinstance(token, yaml.ScalarToken) and is_key:
            key, is_key = token.value, False
            if key in REMOVED:
                # Its key token came before.
                found.pop()
        if key in REMOVED and isinstance(token, yaml.ScalarToken | yaml.ValueToken):
            continue
        if not isinstance(token, yaml.FlowEntryToken):
            kind = f"{type(token).__name__} {getattr(token, 'style', None)}"
            found.append((key if isinstance(token, yaml.ScalarToken) else "", kind, getattr(token, "value", None)))
    return found


def between(text: str) -> list[str]:
    """Return what stands between the scalars: blanks, comments, line ends and indicators."""
    parts, done = [], 0
    for token in yaml.scan(text, yaml.CLoader):
        if isinstance(token, yaml.ScalarToken):
            parts.append(text[done : token.start_mark.index])
            done = token.end_mark.index
    return [*parts, text[done:]]


SERVICE = "{service_status: active, port: 443, run_every: 5 minutes}"


def with_services(export: str, *others: str) -> str:
    names = ("import", "retry", "status_change")
    entries = "".join(f"\n  {name}: {other}" for name, other in zip(names, others or (SERVICE,) * 3, strict=True))
    return complete(AlmArrangement, f"outbound_services:\n  export: {export}{entries}")


def safe(fixed: Fixed) -> list[tuple[str, bool]]:
    return [(each.rule.code, each.fix.safe) for each in fixed.report.violations if each.fix]


def test_a_fix_that_is_right_for_every_use_of_an_anchor_is_made_once(fix_file: Mend) -> None:
    text = with_services(SERVICE.replace("443", "&port 44300"), *[SERVICE.replace("443", "*port")] * 3)
    fixed = fix_file(text)
    assert fixed.content.decode() == text.replace("44300", "443")
    assert len(fixed.applied) == 1


def test_an_anchor_may_serve_fields_of_several_rules(fix_file: Mend) -> None:
    text = complete(Landscape, "").replace("port: 443", "port: &port 8443", 1).replace("port: 443", "port: *port")
    fixed = fix_file(text)
    assert fixed.content.decode() == text.replace("8443", "443")
    assert {each.rule.code for each in fixed.applied} == {"CALM101", "CALM305"}


def test_a_template_of_ones_own_is_no_use(fix_file: Mend) -> None:
    text = with_services("*service", *["{<<: *service}"] * 3)
    text = f"x-service: &service {SERVICE.replace('443', '80')}\n{text}"
    assert fix_file(text).content.decode() == text.replace("port: 80", "port: 443")


def test_a_fix_that_may_be_wrong_for_another_use_of_an_anchor_is_unsafe(fix_file: Mend) -> None:
    text = (
        with_services(SERVICE.replace("443", "&port 44300")) + "    transports: [{request: *port, status: released}]\n"
    )
    fixed = fix_file(text)
    assert fixed.content.decode() == text
    assert safe(fixed) == [("CALM305", False)]
    (violation,) = fixed.report.violations
    assert violation.fix
    assert violation.fix.reason == "another place uses the same text, and there it may be wrong"
    assert fix_file(text, unsafe=True).content.decode() == text.replace("44300", "443")


def test_an_overridden_merge_is_no_use(fix_file: Mend) -> None:
    other = "{<<: *service, port: 443}"
    text = with_services(f"&service {SERVICE.replace('443', '80')}", other, other, other)
    assert fix_file(text).content.decode() == text.replace("port: 80", "port: 443")


def test_an_anchor_that_an_alias_needs_is_not_removed(fix_file: Mend) -> None:
    text = with_services(f"{{job_status: &on active, {SERVICE[1:]}", *[SERVICE.replace("active", "*on")] * 3)
    fixed = fix_file(text)
    assert fixed.content.decode() == text
    assert [(each.rule.code, each.fix) for each in fixed.report.violations] == [("CALM307", None)]


LAST = """\
  - id: last
    role: customizing
    communication_arrangements:
      - arrangement_name: LAST
        scenario: SAP_COM_0690
        communication_system: NONE
        outbound_services:
          export:
            service_status: active
            run_every: 5 minutes
"""


@pytest.mark.parametrize(
    ("entries", "mended"),
    [
        ("            port: 443\n            job_status: active", "            port: 443"),
        (
            "            port: 443\n            package_size: 3\n            job_status: active\n",
            "            port: 443\n",
        ),
        ("            port: 443\n\n            job_status:\n              active\n\n", "            port: 443\n\n\n"),
        ("            port: 443\n            ? job_status\n            : active\n", None),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_removing_the_last_entry_of_a_file(fix_file: Mend, entries: str, mended: str | None, newline: str) -> None:
    text = complete(Landscape, "") + LAST
    fixed = fix_file(f"{text}{entries}".replace("\n", newline))
    assert fixed.content.decode() == f"{text}{entries if mended is None else mended}".replace("\n", newline)


def test_a_service_is_added_beside_explicit_and_anchored_keys(fix_file: Mend) -> None:
    services = f"outbound_services:\n  ? &k export\n  : &s {SERVICE}\n  ? import\n  : *s\n  retry: *s"
    text = complete(AlmArrangement, services)
    fixed = fix_file(text, unsafe=True)
    assert fixed.left_out == ()
    assert fixed.report.violations == []
    added = "\n  status_change:\n    service_status: active\n    port: 443\n    run_every: 5 minutes"
    assert fixed.content.decode() == complete(AlmArrangement, f"{services}{added}")


@pytest.mark.parametrize(
    ("node", "entries"),
    [
        (AlmArrangement, f"outbound_services:\n  export: {SERVICE}\n  x-note: |+\n    a\n\n\n"),
        (AlmSystem, "host_name: >- # the API host\n  eu10.alm.cloud.sap/api\n"),
    ],
)
def test_a_fix_that_would_change_a_text_or_lose_a_comment_is_none(
    fix_file: Mend, node: type[Entity], entries: str
) -> None:
    text = complete(node, entries)
    fixed = fix_file(text, unsafe=True)
    assert fixed.content.decode() == text
    assert {each.fix for each in fixed.report.violations} == {None}


@pytest.mark.parametrize("first", ["- {0}", "- &a-b {0}", "-  # see x-y\n  {0}"])
def test_an_item_is_added_below_the_first_dash(fix_file: Mend, first: str) -> None:
    names = [f"$XSMASTERAPPNAME.imp-cdm-feature-{what}-ui" for what in ("display", "manage")]

    def text(items: str) -> str:
        items = items.format(*names).replace("\n", "\n      ")
        return complete(ServiceInstance, f"parameters:\n  xs-security:\n    authorities:\n      {items}")

    assert fix_file(text(first)).content.decode() == text(f"{first}\n- {{1}}")


def test_all_that_is_missing_is_added_in_passes(fix_file: Mend) -> None:
    text = complete(AlmArrangement, f"outbound_services:\n  export: {SERVICE}")
    fixed = fix_file(text, unsafe=True)
    assert fixed.report.violations == []
    assert [each.rule.code for each in fixed.applied] == ["CALM303"] * 3


def plugin_rule(code: str, check: Callable[[Landscape], Iterator[Finding]]) -> Rule:
    return Rule(code, code.lower(), Severity.ERROR, Landscape, check, "Why.", Source("handbook", "1"), "", ())


def renamed(wrong: str, right: str) -> Callable[[Landscape], Iterator[Finding]]:
    def check(landscape: Landscape) -> Iterator[Finding]:
        if landscape.name.value == wrong:
            yield Finding(landscape.name, "wrong", Fix.replace(landscape.name, right))

    return check


def attempt(text: str, *rules: Rule) -> tuple[str, list[str], list[tuple[str, str]]]:
    """Fix a text, and return the new one, the rules whose fixes were applied, and those of the others with reasons."""
    lint = partial(Linter(rules).lint, "landscape.yaml")
    content = text.encode()
    fixed = fix(lint, lint(content), content)
    assert fixed.report.name == "landscape.yaml"
    left_out = [(each.violation.rule.code, each.reason) for each in fixed.left_out]
    return fixed.content.decode(), [each.rule.code for each in fixed.applied], left_out


def described(landscape: Landscape) -> Iterator[Finding]:
    if landscape.description.value == "wrong":
        yield Finding(landscape.description, "wrong", Fix.replace(landscape.description, "right"))


TWO_FAULTS = complete(Landscape, "name: a\ndescription: wrong")
NAME_LINE = TWO_FAULTS.splitlines().index("name: a") + 1
ONE_FIXED = TWO_FAULTS.replace("wrong", "right")


def test_fixes_that_undo_one_another_are_left_out_and_the_others_are_applied() -> None:
    rules = [plugin_rule("ACME001", renamed("a", "b")), plugin_rule("ACME002", renamed("b", "a"))]
    content, applied, left_out = attempt(TWO_FAULTS, *rules, plugin_rule("ACME003", described))
    assert (content, applied) == (ONE_FIXED, ["ACME003"])
    assert left_out == [("ACME001", f"it would bring a finding of ACME002 acme002 (line {NAME_LINE})")]


def test_a_fix_that_comes_to_no_end_is_left_out_and_named() -> None:
    def longer(landscape: Landscape) -> Iterator[Finding]:
        if landscape.name.value:
            yield Finding(landscape.name, "too short", Fix.replace(landscape.name, f"{landscape.name.value}a"))

    rules = plugin_rule("ACME001", longer), plugin_rule("ACME003", described)
    content, applied, left_out = attempt(TWO_FAULTS, *rules)
    assert (content, applied) == (ONE_FIXED, ["ACME003"])
    assert left_out == [("ACME001", f"the fixes of ACME001 acme001 (line {NAME_LINE}) come to no end")]


def test_a_fix_that_brings_a_finding_is_left_out_with_the_rule_that_objects() -> None:
    def no_b(landscape: Landscape) -> Iterator[Finding]:
        if landscape.name.value == "b":
            yield Finding(landscape.name, "b is wrong too")

    rules = [plugin_rule("ACME001", renamed("a", "b")), plugin_rule("ACME002", no_b)]
    content, applied, left_out = attempt(TWO_FAULTS, *rules, plugin_rule("ACME003", described))
    assert (content, applied) == (ONE_FIXED, ["ACME003"])
    assert left_out == [("ACME001", f"it would bring a finding of ACME002 acme002 (line {NAME_LINE})")]


def test_a_fix_after_which_a_rule_crashes_is_left_out_with_that_rule() -> None:
    def crash(landscape: Landscape) -> Iterator[Finding]:
        assert landscape.name.value == "a"
        yield from ()

    rules = [plugin_rule("ACME001", renamed("a", "b")), plugin_rule("ACME002", crash)]
    content, applied, left_out = attempt(TWO_FAULTS, *rules, plugin_rule("ACME003", described))
    assert (content, applied) == (ONE_FIXED, ["ACME003"])
    ((code, reason),) = left_out
    assert code == "ACME001"
    assert reason.startswith("after it, rule ACME002 acme002 of plugin ")
    assert "crashed on landscape: AssertionError in " in reason


def many_tenants(number: int) -> str:
    tenants = "".join(f"  - id: t{n}\n    role: test\n    client: '100'\n    host: wrong\n" for n in range(number))
    return f"format: 1\ncloud_alm_tenants: [{{id: calm, usage: productive}}]\ns4hana_tenants:\n{tenants}"


def tenant_rule(code: str, check: Callable[[S4Tenant], Iterator[Finding]]) -> Rule:
    return Rule(code, code.lower(), Severity.ERROR, S4Tenant, check, "Why.", Source("handbook", "1"), "", ())


def wrong_host(tenant: S4Tenant) -> Iterator[Finding]:
    if tenant.host.value == "wrong":
        yield Finding(tenant.host, "wrong", Fix.replace(tenant.host, "right"))


def wrong_client(tenant: S4Tenant) -> Iterator[Finding]:
    if tenant.client.value == "100":
        yield Finding(tenant.client, "wrong", Fix.replace(tenant.client, "200"))


def objecting(tenant: S4Tenant) -> Iterator[Finding]:
    if tenant.client.value == "200":
        yield Finding(tenant.client, "no")


def test_harm_in_every_tenant_is_found_in_few_attempts() -> None:
    text, contents = many_tenants(200), set[bytes]()
    rules = [tenant_rule("ACME001", wrong_host), tenant_rule("ACME002", wrong_client)]
    linter = Linter([*rules, tenant_rule("ACME003", objecting)])

    def lint(content: bytes) -> Any:
        contents.add(content)
        return linter.lint("landscape.yaml", content)

    fixed = fix(lint, lint(text.encode()), text.encode())
    assert fixed.content.decode() == text.replace("wrong", "right")
    assert [each.violation.rule.code for each in fixed.left_out] == ["ACME002"] * 200
    assert len(contents) < 10


def test_harm_elsewhere_is_traced_to_the_fix_that_does_it() -> None:
    """The tenant in which the new finding shows keeps its own fix."""

    def far(landscape: Landscape) -> Iterator[Finding]:
        if landscape.s4hana_tenants[5].host.value == "right":
            yield Finding(landscape.s4hana_tenants[2].role, "no")

    text = many_tenants(20)
    content, applied, left_out = attempt(text, tenant_rule("ACME001", wrong_host), plugin_rule("ACME002", far))
    head, *tenants = text.split("  - id: ")
    tenants = [each if n == 5 else each.replace("wrong", "right") for n, each in enumerate(tenants)]
    assert content == "  - id: ".join([head, *tenants])
    assert len(applied) == 19
    assert [code for code, _ in left_out] == ["ACME001"]


@pytest.mark.parametrize(
    ("service", "mended"),
    [
        ("{job_status: active # why\n   , port: 443", None),
        ("{port: 443, # why,\n   job_status: active", "{port: 443, # why,\n   "),
        ("{port: 443 ,\n   job_status: active", "{port: 443 "),
        ("{port: 443, # why\n   job_status: active # a\n  ", "{port: 443, # why\n  "),
        ("{port: 443,\n   job_status: active\n   , path: /", "{port: 443,\n   path: /"),
        ("{job_status: active , port: 443", "{port: 443"),
    ],
)
def test_an_entry_goes_from_between_braces_without_a_comment(fix_file: Mend, service: str, mended: str | None) -> None:
    def text(entries: str) -> str:
        return with_services(entries.replace("{", "{service_status: active, run_every: 5 minutes, ", 1) + "}")

    fixed = fix_file(text(service))
    assert fixed.content.decode() == text(service if mended is None else mended)
    assert fixed.left_out == ()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a: [", b"# nothing\n"])
def test_what_has_no_fix_stays(fix_file: Mend, content: bytes) -> None:
    fixed = fix_file(content)
    assert (fixed.content, fixed.applied, fixed.left_out) == (content, (), ())


def test_several_documents_are_fixed_beside_one_that_cannot_be_read(fix_file: Mend) -> None:
    faulty = complete(OutboundService, "port: 80")
    fixed = fix_file(f"{faulty}---\n{faulty}---\na: [\n")
    assert fixed.content.decode() == f"{faulty}---\n{faulty}---\na: [\n".replace("port: 80", "port: 443")
    assert [each.rule.code for each in fixed.report.violations] == ["CALM001"]
