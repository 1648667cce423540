"""The command on a landscape of three tenants: its output, its exit codes, and that no secret comes out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft4Validator
from sarif.loader import load_sarif_file

from calm_lint.cli.commands import calm_lint
from command_line import Done, run
from probe.conftest import SECRET, Authority, Ports
from probe.faulty_server import API, CLIENT, MTLS, UAA, FaultyServer

pytestmark = pytest.mark.once

THREE = (Path(__file__).parent / "three_tenants.landscape.yaml").read_text("utf-8")
OLD_SECRET = "cm90YXRlZC0yMDI1+/=$secret-of-acme"
PAGE = Path(__file__).parents[2] / "docs" / "probe.md"
BEGIN, END = "<!-- the text of calm-lint probe, written by make golden -->\n```text\n", "```\n"

Probe = Callable[..., Done]


@pytest.fixture
def probe(
    servers: Ports, faulty: FaultyServer, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Probe:
    """Return what probes a landscape in an empty folder; the API is at the faulty server."""
    monkeypatch.chdir(tmp_path)
    faulty.asked.clear()
    ports = {f"acme.{UAA}": servers.acme, f"acme-corp.{UAA}": servers.acme, API: faulty.port}

    def probe(
        *args: str, landscape: str = THREE, ports: dict[str, int] = ports, process: bool = False, **env: str
    ) -> Done:
        (tmp_path / "landscape.yaml").write_text(landscape, "utf-8")
        resolve = [f"--resolve={host}=127.0.0.1:{port}" for host, port in ports.items()]
        command = ["probe", "landscape.yaml", f"--ca={authority.file}", *resolve, *args]
        env = {"CALM_SECRET": SECRET, "CALM_OLD_SECRET": OLD_SECRET} | env
        if process:
            return run(*command, **env)
        # A process of its own for each test would take longer than all that is asked.
        done = CliRunner().invoke(calm_lint, command, env=env, prog_name="calm-lint")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    return probe


def test_the_page_shows_what_comes_out(probe: Probe, pytestconfig: pytest.Config) -> None:
    done = probe(process=True)
    assert done.code == 1
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    command = "$ calm-lint probe landscape.yaml\n"
    expected = f"{before}{BEGIN}{command}{done.err}\n{done.out}{END}{after}"
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(expected, "utf-8")
    else:
        assert page == expected


def test_progress_is_a_line_for_each_tenant(probe: Probe) -> None:
    lines = probe().err.splitlines()
    assert lines[0] == "calm-lint: landscape.yaml has 2 errors, calm-lint check lists them"
    assert [line.split(": ")[1:3] for line in lines[1:]] == [
        ["1 of 3", "dev-080"],
        ["2 of 3", "test"],
        ["3 of 3", "prod"],
    ]


def test_json(probe: Probe) -> None:
    done = probe("--format=json")
    content = json.loads(done.out)
    assert (done.code, content["version"]) == (1, 1)
    assert content["summary"] == {"passed": 11, "failed": 2, "skipped": 5, "unreachable": 0}
    first, second, third = content["tenants"]
    assert first["entity"] == "s4hana_tenants[dev-080].communication_systems[CALM_PROD]"
    assert [each["rung"] for each in first["rungs"]] == ["name", "tls", "zone", "token", "authorities", "api"]
    token = second["rungs"][3]
    assert token == {
        "rung": "token",
        "state": "failed",
        "message": f"acme.{UAA} answers 401 invalid_client",
        "screen": "Communication Systems > Users for Outbound Communication > OAuth 2.0 Client ID, Client Secret",
        "proves": "Client ID or Client Secret is wrong, or the binding was deleted; the answer does not tell these "
        "apart. Zone and Token Endpoint are right.",
        "rule": "CALM204",
        "path": "/s4hana_tenants/1/communication_systems/0/outbound_users/0/client_secret",
        "line": 47,
    }
    zone = third["rungs"][2]
    assert (zone["line"], zone["message"]) == (
        55,
        f"acme-corp.{UAA} answers 404: there is no such identity zone; acme.{UAA} answers",
    )


def test_sarif_and_markdown(probe: Probe) -> None:
    done = probe("--format=sarif=a.sarif", "--format=markdown")
    assert done.code == 1
    records = load_sarif_file("a.sarif").get_records()
    assert [(each["Code"], each["Severity"], each["Line"]) for each in records if each["Severity"] == "error"] == [
        ("probe-token", "error", 47),
        ("probe-zone", "error", 55),
    ]
    assert {each["Severity"] for each in records} == {"error", "note"}
    schema = (Path(__file__).parents[1] / "data" / "sarif-schema-2.1.0.json").read_text("utf-8")
    Draft4Validator(json.loads(schema)).validate(json.loads(Path("a.sarif").read_text("utf-8")))
    assert done.out.startswith("## calm-lint probe: 11 passed, 2 failed, 5 skipped\n\n### dev-080: CALM\\_PROD\n")
    rows = [line for line in done.out.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {6}


def test_what_is_the_same_is_asked_once(probe: Probe, faulty: FaultyServer) -> None:
    tenant = THREE[THREE.index("  - id: dev-080") : THREE.index("  - id: test")]
    more = [tenant.replace("dev-080", f"dev-{number}").replace("&", "&x") for number in range(5)]
    more = [re.sub(r"\*(\w+)", r"*x\1", each) for each in more]
    done = probe("--format=json", landscape=THREE[: THREE.index("  - id: test")] + "".join(more))
    assert (done.code, len(json.loads(done.out)["tenants"])) == (0, 6)
    assert [each.path.partition("?")[0] for each in faulty.asked] == ["/api/calm-landscape/v1/landscapeObjects"]


def test_one_request_at_a_time_for_each_host(probe: Probe, faulty: FaultyServer) -> None:
    faulty.busiest = 0
    landscape = THREE[: THREE.index("  - id: test")]
    users = "".join(
        f"          - {{authentication_method: OAuth 2.0, client_id: '{CLIENT}', client_secret: '${{S{number}}}'}}\n"
        for number in range(6)
    )
    users = landscape.replace(f"acme.{UAA}/oauth", f"right.{UAA}/oauth").replace(
        "    communication_arrangements:", f"{users}    communication_arrangements:", 1
    )
    secrets = {f"S{number}": f"secret-number-{number}" for number in range(6)}
    done = probe("--format=json", landscape=users, ports={f"right.{UAA}": faulty.port, API: faulty.port}, **secrets)
    tenants = json.loads(done.out)["tenants"]
    assert tenants[1]["entity"].endswith(f".outbound_users[{CLIENT}]")
    # The first user is known there by another client ID.
    assert [each["rungs"][4]["state"] for each in tenants] == ["failed", *["passed"] * 6]
    assert sum(each.path == "/oauth/token" for each in faulty.asked) == 7
    assert sum(each.path == "/token_keys" for each in faulty.asked) == 1
    assert faulty.busiest == 1


def test_the_same_fault_of_several_tenants_is_listed_once(probe: Probe) -> None:
    test = THREE[THREE.index("  - id: test") : THREE.index("  - id: prod")]
    done = probe(landscape=THREE[: THREE.index("  - id: prod")] + test.replace("id: test", "id: test-2"))
    assert "test, test-2: CALM_PROD\n" in done.out
    assert "= rule: CALM204, lines 47, 57\n" in done.out


def test_tenants_are_chosen(probe: Probe) -> None:
    done = probe("--tenant=dev-080", "--format=json")
    assert (done.code, len(json.loads(done.out)["tenants"])) == (0, 1)
    done = probe("--tenant=dev-08")
    assert (done.code, done.err) == (
        2,
        "calm-lint: landscape.yaml: has no S/4HANA tenant dev-08, did you mean dev-080?\n",
    )


@pytest.mark.parametrize(("args", "code"), [((), 0), (("--required",), 1)])
def test_unreachable_and_skipped_are_no_findings_unless_they_are_required(
    probe: Probe, args: tuple[str, ...], code: int
) -> None:
    done = probe("--tenant=dev-080", *args, ports={f"acme.{UAA}": 1, API: 1})
    assert done.code == code
    assert "unreachable acme.authentication.eu10.hana.ondemand.com refuses the connection" in done.out
    done = probe("--tenant=dev-080", *args, CALM_SECRET="")
    assert done.code == code
    assert "not asked: the environment variable CALM_SECRET is empty" in done.out


class TestSecretsDoNotComeOut:
    @pytest.mark.parametrize("form", ["text", "json", "sarif", "markdown"])
    def test_formats(self, probe: Probe, form: str) -> None:
        done = probe(f"--format={form}", OLD_SECRET=OLD_SECRET)
        check(done.out, done.err)

    def test_debug_and_crash(self, probe: Probe, authority: Authority) -> None:
        """A crash of our own, where secret and token are at hand, with tracebacks."""
        code = (
            "import sys\n"
            "import calm_lint.probe.ladder as ladder\n"
            "def crash(connector, target, token):\n"
            "    raise RuntimeError(f'{token} is bad')\n"
            "ladder.api = crash\n"
            "from calm_lint.cli import main\n"
            "main()\n"
        )
        done = probe("--tenant=dev-080")
        assert done.code == 0
        args = ["--debug", "probe", "landscape.yaml", f"--ca={authority.file}"]
        args += [f"--resolve={host}=127.0.0.1:{port}" for host, port in ports_of(probe).items()]
        crashed = subprocess.run(
            [sys.executable, "-c", code, *args],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.defpath, "CALM_SECRET": SECRET},
        )
        assert crashed.returncode == 2
        assert "RuntimeError: the text is left out" in crashed.stderr
        check(crashed.stdout, crashed.stderr)

    def test_server_that_quotes_the_secret(self, probe: Probe, servers: Ports) -> None:
        landscape = THREE.replace("acme.auth", "beta.auth").replace(
            "sb-calm-deploy!b123456|sapcloudalm!b456789", "quotes-the-secret"
        )
        done = probe(
            "--format=json", "--tenant=dev-080", landscape=landscape, ports={f"beta.{UAA}": servers.beta, API: 1}
        )
        assert "answers 401" in done.out
        check(done.out, done.err)

    def test_proxy(self, probe: Probe) -> None:
        done = probe("--tenant=dev-080", ports={}, https_proxy="http://user:proxy-password@127.0.0.1:1")
        assert (done.code, "the proxy 127.0.0.1 refuses the connection" in done.out) == (0, True)
        check(done.out, done.err)


def ports_of(probe: Any) -> dict[str, int]:
    ports: dict[str, int] = (probe.__defaults__ and {}) or probe.__kwdefaults__["ports"]
    return ports


def check(*texts: str) -> None:
    """Look for secrets and tokens in whatever came out."""
    for text in texts:
        for secret in (SECRET, OLD_SECRET, "secret-of-acme", "cm90YXRlZC", "aW52ZW50", "proxy-password", "eyJ"):
            assert secret not in text


class TestSecretStores:
    """A plugin that reads secrets of vault://."""

    @pytest.mark.parametrize(
        ("returns", "code", "message"),
        [
            (f"{SECRET!r}", 0, "issues a token"),
            ("None", 0, "not asked: the store of vault:// has no secret there"),
            ("1 / 0", 2, "not asked: the plugin that reads vault:// crashed"),
        ],
        ids=["right", "none", "crash"],
    )
    def test_plugin(self, probe: Probe, tmp_path: Path, returns: str, code: int, message: str) -> None:
        folder = tmp_path / "packages"
        (folder / "acme-1.0.dist-info").mkdir(parents=True)
        (folder / "acme-1.0.dist-info" / "entry_points.txt").write_text("[calm_lint]\nacme = acme_stores\n")
        (folder / "acme_stores.py").write_text(
            "from calm_lint.api import SecretStore, hookimpl\n"
            "@hookimpl\n"
            "def calm_lint_secret_stores():\n"
            f"    return [SecretStore('vault', lambda reference: {returns})]\n"
        )
        landscape = THREE.replace("${CALM_SECRET}", "vault://calm/prod")
        done = probe("--tenant=dev-080", landscape=landscape, process=True, PYTHONPATH=str(folder))
        assert (done.code, message in done.out) == (code, True), done
        if code:
            assert "secret store vault of plugin acme of acme 1.0 crashed: ZeroDivisionError in" in done.err
        check(done.out, done.err)


class TestMtls:
    LANDSCAPE = (
        THREE[: THREE.index("  - id: test")]
        .replace(
            "            client_id: sb-calm-deploy!b123456|sapcloudalm!b456789\n"
            "            client_secret: ${CALM_SECRET}\n",
            "            client_authentication: mTLS\n"
            "            client_id: sb-calm-mtls!b123456|sapcloudalm!b456789\n"
            "            client_certificate: calm\n",
        )
        .replace(
            "        outbound_users:",
            f"        mtls_endpoint: https://acme.{MTLS}/oauth/token\n        outbound_users:",
        )
    )

    def test_certificate_from_the_file_that_the_landscape_names(
        self, probe: Probe, authority: Authority, servers: Ports, faulty: FaultyServer, tmp_path: Path
    ) -> None:
        (tmp_path / "calm.pem").write_bytes((authority.folder / "calm.pem").read_bytes())
        ports = {f"acme.{UAA}": servers.acme, f"acme.{MTLS}": servers.acme, API: faulty.port}
        landscape = f"{self.LANDSCAPE}certificates:\n  - {{id: calm, file: calm.pem}}\n"
        done = probe("--required", f"--key={authority.folder / 'calm.key'}", landscape=landscape, ports=ports)
        assert done.code == 0, done.out
        done = probe(landscape=landscape, ports=ports)
        assert "not asked: --key names no file with the private key of the certificate" in done.out
        done = probe(landscape=self.LANDSCAPE, ports=ports)
        assert "not asked: certificates lists no file of calm" in done.out
        (tmp_path / "calm.pem").unlink()
        done = probe(landscape=landscape, ports=ports)
        assert "not asked: the file of calm does not exist" in done.out


class TestUsage:
    def test_without_the_extra(self, probe: Probe, tmp_path: Path) -> None:
        (tmp_path / "jwt.py").write_text("raise ModuleNotFoundError('No module named jwt', name='jwt')\n")
        done = probe(process=True, PYTHONPATH=str(tmp_path))
        assert done.code == 2
        assert "install calm-lint with its extra, calm-lint[probe]" in done.err

    @pytest.mark.parametrize(
        ("args", "message"),
        [
            (["--resolve=a"], "must be a host, an address and a port, as in eu10.alm.cloud.sap=127.0.0.1:8443"),
            (["--resolve=a=b:99999"], "must be a host, an address and a port"),
            (["--ca=landscape.yaml"], "--ca must name a PEM file with certificate authorities"),
            (["--ca=missing.pem"], "--ca must name a PEM file with certificate authorities"),
            (["--key=missing.key"], "missing.key cannot be read: no such file or directory"),
            (["--timeout=0"], "is not in the range"),
            (["--format=xml"], "there is no format xml, choose from text, json, sarif, markdown"),
            (["--format=json", "--format=text"], "two formats go to one place"),
            (["--format=json="], "json= names no file"),
            (["--format=json=landscape.yaml"], "is the file that is read"),
        ],
        ids=str,
    )
    def test_bad_options(self, probe: Probe, args: list[str], message: str) -> None:
        done = probe(*args)
        assert (done.code, message in done.err) == (2, True), done.err

    @pytest.mark.parametrize(
        ("landscape", "message"),
        [
            ("format: 1\ncloud_alm_tenants: []\ns4hana_tenants: []\n", "has nothing to probe"),
            ("format: 1\ns4hana_tenants: [{id: dev, role: test}]\n", "has nothing to probe"),
            ("a: [", "holds no landscape that can be read"),
        ],
        ids=["none", "unconnected", "broken"],
    )
    def test_nothing_to_probe(self, probe: Probe, landscape: str, message: str) -> None:
        done = probe(landscape=landscape)
        assert (done.code, message in done.err) == (2, True), done.err


class TestReport:
    def test_answers_are_part_of_it(self, probe: Probe) -> None:
        assert probe("--format=json=probe.json").code == 1
        done = run("report", "landscape.yaml", "--probe=probe.json")
        assert (done.code, "What the systems answered" in done.out) == (0, True)
        assert f"acme.{UAA} answers 401 invalid_client" in done.out
        assert '<span class="failure">failed</span>' in done.out
        check(done.out)

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (None, "probe.json: cannot be read: no such file or directory"),
            ("{", "probe.json: is not what calm-lint probe --format json writes"),
            ('{"version": 1, "tenants": [{"entity": 1, "rungs": []}]}', "is not what calm-lint probe"),
            ('{"version": 2}', "probe.json: has version 2, and only version 1 is known"),
        ],
        ids=["none", "broken", "other", "version"],
    )
    def test_other_files(self, tmp_path: Path, content: str | None, message: str) -> None:
        (tmp_path / "landscape.yaml").write_text(THREE, "utf-8")
        if content:
            (tmp_path / "probe.json").write_text(content)
        done = run("report", "landscape.yaml", "--probe=probe.json", folder=tmp_path)
        assert (done.code, message in done.err) == (2, True), done.err
