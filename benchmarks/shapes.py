"""Landscapes that hold many of one thing, to see how the time grows with it."""

from __future__ import annotations

import json

from data import landscape

Files = dict[str, str]

_SERVICE = "{service_status: active, port: 443, path: /, run_every: 5 minutes}"
_SERVICES = "{" + ", ".join(f"{name}: {_SERVICE}" for name in ("export", "import", "retry", "status_change")) + "}"
_SYSTEM = (
    "{system_id: SYSTEM, system_name: SAP Cloud ALM, host_name: eu10.alm.cloud.sap, port: 443, token_endpoint:"
    " https://acme.authentication.eu10.hana.ondemand.com/oauth/token, outbound_users: [{authentication_method:"
    " OAuth 2.0, client_id: sb-calm-deploy!b123456|sapcloudalm!b456789, client_secret: '${CALM_SECRET}'}]}"
)
_ARRANGEMENT = (
    f"{{arrangement_name: NAME, scenario: SAP_COM_0690, communication_system: SYSTEM, outbound_services: {_SERVICES}}}"
)
_ALM = "format: 1\ncloud_alm_tenants: [{id: calm-prod, usage: productive, provisioned_on: 2023-11-20}]\n"
_HEAD = f"{_ALM}s4hana_tenants:\n"
_TENANT = "  - {{id: tenant-{0}, role: sandbox, communication_systems: [{1}], communication_arrangements: [{2}]}}\n"
_CONFIGURATION = "calm-lint.toml"


def _tenants(number: int, system: str = _SYSTEM, arrangement: str = _ARRANGEMENT) -> str:
    return "".join(_TENANT.format(n, system, arrangement) for n in range(number))


def _of_one_tenant(number: int, key: str, entry: str, *, systems: str = "") -> Files:
    """Return a landscape of one tenant with many entries in one of its lists."""
    entries = "".join(f"      - {entry.replace('NUMBER', str(n))}\n" for n in range(number))
    return {"landscape.yaml": f"{_HEAD}  - id: one\n    role: sandbox\n{systems}    {key}:\n{entries}"}


def cloud_alm_tenants(number: int) -> Files:
    """SAP Cloud ALM tenants that share one credential, each with a connection of its own."""
    binding = "endpoints: {Api: https://eu10.alm.cloud.sap/api}, uaa: {clientid: sb-a!b1|sapcloudalm!b2, url: "
    url = "https://acme-{}.authentication.eu10.hana.ondemand.com"
    alm = "".join(
        f"  - {{id: alm-{n}, usage: productive, binding: {{{binding}{url.format(n)}}}}}}}\n" for n in range(number)
    )
    tenants = "".join(
        _TENANT.format(n, _SYSTEM.replace("port: 443", f"port: 80, cloud_alm_tenant: alm-{n}"), _ARRANGEMENT)
        for n in range(number)
    )
    return {"landscape.yaml": f"format: 1\ncloud_alm_tenants:\n{alm}s4hana_tenants:\n{tenants}"}


def one_line(number: int) -> Files:
    """All tenants in one line, each with a finding."""
    tenants = ", ".join(
        f"{{id: tenant-{n}, role: sandbox, communication_systems: [{_SYSTEM.replace('port: 443', 'port: 8443')}],"
        f" communication_arrangements: [{_ARRANGEMENT}]}}"
        for n in range(number)
    )
    return {"landscape.yaml": f"{_ALM}s4hana_tenants: [{tenants}]\n"}


def comments_above(number: int) -> Files:
    """A suppression above the line of each finding."""
    line = "        # calm-lint: ignore[system-port] the pilot goes through a proxy\n"
    return {"landscape.yaml": landscape(number, faulty=True).replace("        port: 8443", f"{line}        port: 8443")}


def comments_on_the_lines(number: int) -> Files:
    """A suppression on the line of each finding."""
    comment = "port: 8443  # calm-lint: ignore[system-port] the pilot goes through a proxy"
    return {"landscape.yaml": landscape(number, faulty=True).replace("port: 8443", comment)}


def comments_in_a_block(number: int) -> Files:
    """Suppressions one below the other, all for one line."""
    lines = "        # calm-lint: ignore[system-port] the pilot goes through a proxy\n" * number
    return {"landscape.yaml": landscape(1, faulty=True).replace("        port: 8443", f"{lines}        port: 8443")}


def unknown_suppressions(number: int) -> Files:
    """Suppressions of a rule that does not exist, another one each time."""
    lines = "".join(f"# calm-lint: ignore[system-prt{n}] a pilot\n" for n in range(number))
    return {"landscape.yaml": lines + landscape(1)}


def long_suppression(number: int) -> Files:
    """One suppression of one rule, named again and again."""
    comment = f"# calm-lint: ignore[{', '.join(['system-port'] * number)}] a pilot\n"
    return {"landscape.yaml": comment + landscape(1)}


def idle_suppressions(number: int) -> Files:
    """Suppressions that suppress nothing."""
    return {"landscape.yaml": landscape(number).replace("port: 443\n", "port: 443 # calm-lint: ignore[CALM101] a\n")}


def unknown_references(number: int) -> Files:
    """References to SAP Cloud ALM tenants that do not exist, beside as many that do."""
    alm = "".join(f"  - {{id: calm-tenant-{n}, usage: productive}}\n" for n in range(number))
    tenants = "".join(
        _TENANT.format(n, _SYSTEM.replace("port:", f"cloud_alm_tenant: calm-tennant-{n}, port:"), _ARRANGEMENT)
        for n in range(number)
    )
    return {"landscape.yaml": f"format: 1\ncloud_alm_tenants:\n{alm}s4hana_tenants:\n{tenants}"}


def unknown_systems(number: int) -> Files:
    """References to communication systems that do not exist, beside as many that do, in one tenant."""
    systems = "".join(f"      - {_SYSTEM.replace('SYSTEM', f'SYSTEM_{n}')}\n" for n in range(number))
    arrangement = _ARRANGEMENT.replace("SYSTEM", "SYTSEM_NUMBER").replace("NAME", "NAME_NUMBER")
    return _of_one_tenant(
        number, "communication_arrangements", arrangement, systems=f"    communication_systems:\n{systems}"
    )


def equal_ids(number: int) -> Files:
    """Tenants with one id."""
    return {"landscape.yaml": landscape(number).replace("id: tenant-", "id: tenant # ")}


def arrangements(number: int) -> Files:
    """Arrangements of one tenant, each to an SAP Cloud ALM tenant of its own."""
    systems = "".join(
        f"      - {_SYSTEM.replace('SYSTEM', f'SYSTEM_{n}').replace('acme', f'acme-{n}')}\n" for n in range(number)
    )
    arrangement = _ARRANGEMENT.replace("SYSTEM", "SYSTEM_NUMBER").replace("NAME", "NAME_NUMBER")
    return _of_one_tenant(
        number, "communication_arrangements", arrangement, systems=f"    communication_systems:\n{systems}"
    )


def systems(number: int) -> Files:
    """Communication systems of one tenant that no arrangement uses."""
    return _of_one_tenant(number, "communication_systems", _SYSTEM.replace("SYSTEM", "SYSTEM_NUMBER"))


def transports(number: int) -> Files:
    """Transports of one tenant that are not released."""
    return _of_one_tenant(number, "transports", "{request: ABCKNUMBER, status: modifiable, feature: 6-1}")


def one_fault(number: int) -> Files:
    """One finding in a landscape of many tenants."""
    return {"landscape.yaml": landscape(number).replace("port: 443\n", "port: 8443\n", 1)}


def superfluous(number: int) -> Files:
    """Entries that a fix takes out, from mappings in block and in flow style."""
    text = landscape(number).replace("port: 443, path", "package_size: 3, port: 443, path")
    return {"landscape.yaml": text}


def merges(number: int) -> Files:
    """Mappings of which each merges the one before it."""
    lines = "".join(f"  - &m{n} {{<<: *m{n - 1}, k{n}: a}}\n" for n in range(1, number))
    return {"landscape.yaml": f"x-chain:\n  - &m0 {{id: a}}\n{lines}{landscape(1, faulty=True)}"}


def merges_of_one(number: int) -> Files:
    """Services that merge one mapping whose port is wrong."""
    service = "x-service: &service {service_status: active, port: 80, path: /, run_every: 5 minutes}\n"
    return {"landscape.yaml": service + landscape(number).replace(_SERVICE, "{<<: *service}")}


def aliases(number: int) -> Files:
    """Services that are one and the same, with a wrong port."""
    service = "x-service: &service {service_status: active, port: 80, path: /, run_every: 5 minutes}\n"
    return {"landscape.yaml": service + landscape(number).replace(_SERVICE, "*service")}


def duplicate_keys(number: int) -> Files:
    """Keys that are there twice in one mapping."""
    return {"landscape.yaml": "".join(f"x-{n}: a\nx-{n}: b\n" for n in range(number)) + landscape(1)}


def unknown_keys(number: int) -> Files:
    """Keys of one mapping that the schema does not know."""
    return {"landscape.yaml": landscape(1) + "".join(f"key{n}: a\n" for n in range(number))}


def wrong_types(number: int) -> Files:
    """A value of the wrong type in each tenant."""
    return {"landscape.yaml": landscape(number).replace("port: 443\n", "port: some\n")}


def documents(number: int) -> Files:
    """Small landscapes in one file."""
    return {"landscape.yaml": "---\n".join([landscape(1)] * number)}


def faulty_documents(number: int) -> Files:
    """Small landscapes in one file, each with a finding and a suppression."""
    text = landscape(1, faulty=True).replace("role:", "# calm-lint: ignore[client] a pilot\n    role:")
    return {"landscape.yaml": "---\n".join([text] * number)}


def secrets(number: int) -> Files:
    """A secret in each tenant, all different."""
    text = landscape(number).replace("${CALM_SECRET_", "Invented")
    return {"landscape.yaml": text.replace("}\n    communication_arr", "Zx9\n    communication_arr")}


def _declarative(rules: list[str]) -> Files:
    return {_CONFIGURATION: 'rules = ["acme.rules.yaml"]\n', "acme.rules.yaml": "rules:\n" + "".join(rules)}


def _rule(number: int, assertion: str) -> str:
    return (
        f"  - code: ACME{number:03}\n    name: acme-{number}\n    level: error\n    for: communication_system\n"
        "    where: {properties: {port: {const: '443'}}, required: [port]}\n"
        f"    {assertion}\n    message: 'System {{id}} has {{value}}'\n    why: 'House rule.'\n"
        "    examples:\n      good: ['port: 443']\n      bad: [{yaml: 'port: 80', at: '80'}]\n"
    )


def declarative_rules(number: int) -> Files:
    """Declarative rules on one landscape."""
    must = "must: {required: [system_name], properties: {host_name: {pattern: 'cloud'}}}"
    return {**_declarative([_rule(n, must) for n in range(number)]), "landscape.yaml": landscape(100)}


def must(number: int) -> Files:
    """A declarative rule that every tenant breaks."""
    return {
        **_declarative([_rule(1, "must: {properties: {port: {const: '80'}}}")]),
        "landscape.yaml": landscape(number),
    }


def unique(number: int) -> Files:
    """A declarative rule about what has to be unique in a list, and is."""
    files = systems(number)
    return {**_declarative([_rule(1, "unique: system_id")]), **files}


def gone(number: int) -> Files:
    """A baseline whose findings are gone."""
    entries = [
        {"file": "landscape.yaml", "rule": "CALM101", "entity": f"s4hana_tenants[{n}]", "message": "Port is 80"}
        for n in range(number)
    ]
    baseline = json.dumps({"version": 1, "tool": "calm-lint", "findings": entries})
    return {"landscape.yaml": landscape(1), "baseline.json": baseline}


def per_file_ignores(number: int) -> Files:
    """Files, and as many patterns that ignore rules in them."""
    lines = "".join(f'"customers/{n}/*.yaml" = ["CALM101"]\n' for n in range(number))
    return {**_fleet(100), _CONFIGURATION: f"[per-file-ignores]\n{lines}"}


def exclude(number: int) -> Files:
    """Files, and patterns that leave none of them out."""
    patterns = ", ".join(f'"/other/{n}/*.yaml"' for n in range(number))
    return {**_fleet(100), _CONFIGURATION: f"exclude = [{patterns}]\n"}


def fleet(number: int) -> Files:
    """Files, each with a finding."""
    return _fleet(number)


def _fleet(number: int) -> Files:
    return {f"customers/{n}/landscape.yaml": landscape(1, faulty=True) for n in range(number)}


def long_word(length: int) -> Files:
    """A value that is one long word and looks like many URLs, users and keys."""
    return {"landscape.yaml": landscape(1).replace("eu10.alm.cloud.sap\n", "a:/key=" * (length // 7) + "\n")}


def broken_long_word(length: int) -> Files:
    """The same in a file that does not parse."""
    return {"landscape.yaml": long_word(length)["landscape.yaml"] + "a: [\n"}


def long_key(length: int) -> Files:
    """An unknown key that is one long word."""
    return {"landscape.yaml": f"{landscape(1)}{'key-' * (length // 4)}: a\n"}


def blanks(length: int) -> Files:
    """A line that is nothing but blanks, and a long run of them in front of a finding."""
    text = landscape(1, faulty=True).replace("port: 8443", f"port: {' ' * length}8443{' ' * length}")
    return {"landscape.yaml": text + " " * length + "\n"}


def long_comment(length: int) -> Files:
    """A comment that is full of hash signs and names of suppressions."""
    comment = " # calm-lint: ignore[a]" * (length // 23)
    return {"landscape.yaml": landscape(1, faulty=True).replace("port: 8443", f"port: 8443{comment}")}
