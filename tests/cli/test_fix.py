"""--fix, --unsafe-fixes and --diff: what is written where, what is told, and what keeps a file as it was."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import struct
import subprocess
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, AlmUser, Landscape
from calm_lint.files.write import write
from calm_lint.rulebook.examples import complete
from command_line import run

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443 # typed")
FIXED = complete(AlmSystem, "port: 443 # typed")
UNSAFE = complete(AlmUser, "client_secret: Zx9-invented-Zx9")
LEFT = complete(AlmSystem, "port: 8443\nsystem_name:")

is_root = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "landscape.yaml"
    path.write_bytes(BAD.encode())
    return path


def test_fix_mends_the_file_and_tells_that_the_system_is_not(file: Path) -> None:
    done = run("--fix", "landscape.yaml")
    assert file.read_text() == FIXED
    assert done.code == 0
    assert done.out.startswith("No findings in 1 file")
    line = BAD.splitlines().index("        port: 8443 # typed") + 1
    assert done.err.splitlines() == [
        f"landscape.yaml:{line}: fixed CALM101 system-port: replace with 443",
        "  in: s4hana_tenants[prod].communication_systems[CALM_PROD]",
        "  screen: Communication Systems > Technical Data - General > Port",
        "Fixed 1 finding in 1 file, 0 are left",
        "The file is mended, not the system: enter the values on the screens named above",
    ]


def test_the_report_and_the_exit_code_are_of_what_is_left(file: Path) -> None:
    file.write_text(LEFT)
    done = run("--fix", "--format", "concise", "landscape.yaml")
    assert "CALM101" not in done.out
    assert "CALM110" in done.out
    assert "Fixed 1 finding in 1 file, 1 is left" in done.err
    assert done.code == 0
    assert run("--fix", "--fail-on", "warning", "landscape.yaml").code == 1


def test_a_good_file_is_not_written(file: Path) -> None:
    file.write_text(GOOD)
    os.utime(file, (0, 0))
    assert run("--fix", "landscape.yaml").err == "Nothing was fixed, 0 are left\n"
    assert file.stat().st_mtime == 0


@pytest.mark.parametrize("options", [["--unsafe-fixes"], ["--fix", "--unsafe-fixes"]])
def test_unsafe_fixes_are_made_where_they_are_asked_for(file: Path, options: list[str]) -> None:
    file.write_text(UNSAFE)
    assert run("--fix", "landscape.yaml").code == 1
    assert file.read_text() == UNSAFE
    assert run(*options, "landscape.yaml").code == 0
    assert 'client_secret: "${CALM_PROD_SECRET}"\n' in file.read_text()


def test_a_fix_that_is_unsafe_for_another_use_of_an_anchor_says_so(file: Path) -> None:
    text = complete(Landscape, "").replace("port: 443", "port: &port 80", 1)
    file.write_text(f"{text}    transports: [{{request: *port, status: released}}]\n")
    done = run("--fix", "landscape.yaml")
    note = "= fix: replace with 443 (unsafe: another place uses the same text, and there it may be wrong)\n"
    assert note in done.out
    assert '"safe": false' in run("--format", "json", "landscape.yaml").out


def test_only_selected_rules_fix(file: Path) -> None:
    run("--fix", "--ignore", "system-port", "landscape.yaml")
    assert file.read_text() == BAD


@pytest.mark.parametrize("before", [BAD, BAD.replace("\n", "\r\n"), BAD.rstrip("\n"), f"\ufeff{BAD}"])
@pytest.mark.parametrize("name", ["landscape.yaml", "a b.yaml", "sub/landscape.yaml"])
def test_git_applies_the_diff(tmp_path: Path, before: str, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(before.encode())
    done = run("--diff", name)
    assert done.code == 1
    assert done.err.endswith("\nWould fix 1 finding in 1 file; nothing was written\n")
    assert path.read_bytes() == before.encode()
    subprocess.run(["git", "apply", "-"], input=done.out.encode(), cwd=tmp_path, check=True, timeout=30)
    assert path.read_bytes() == before.replace("8443", "443").encode()


HARM = """\
rules:
  - code: ACME001
    name: no-443
    level: error
    for: communication_system
    must: {not: {properties: {port: {const: "443"}, system_id: {const: CALM_PROD}}}}
    message: "Port {value} is taken"
    why: "A rule of the house that contradicts another one."
    examples: {good: ["port: 80"], bad: [{yaml: "port: 443\\nsystem_id: CALM_PROD", at: CALM_PROD}]}
"""


def test_a_diff_and_a_fix_leave_out_what_would_do_harm_and_say_the_same(file: Path, tmp_path: Path) -> None:
    (tmp_path / "calm-lint.toml").write_text('rules = ["acme.rules.yaml"]\n')
    (tmp_path / "acme.rules.yaml").write_text(HARM)
    text = complete(AlmSystem, "system_id: CALM_PROD\nport: 8443\ninbound_only: true")
    file.write_text(text)
    lines = text.splitlines()
    port, inbound, system = (
        lines.index(f"        {each}") + 1 for each in ("port: 8443", "inbound_only: true", "system_id: CALM_PROD")
    )
    account = f"""\
landscape.yaml:{inbound}: VERB CALM115 inbound-only: replace with false
  in: s4hana_tenants[prod].communication_systems[CALM_PROD]
  screen: Communication Systems > Technical Data - General > Inbound Only
landscape.yaml:{port}: left out CALM101 system-port: replace with 443
  because it would bring a finding of ACME001 no-443 (line {system})
"""
    would = run("--diff", "landscape.yaml")
    assert would.err == account.replace("VERB", "would fix") + "Would fix 1 finding in 1 file; nothing was written\n"
    assert would.code == 1
    assert "+        inbound_only: false\n" in would.out
    assert "443\n+" not in would.out
    quiet = run("--diff", "--quiet", "landscape.yaml")
    assert quiet.err == "".join(account.splitlines(keepends=True)[3:])
    done = run("--fix", "landscape.yaml")
    assert done.err.startswith(account.replace("VERB", "fixed") + "Fixed 1 finding in 1 file, 1 is left\n")
    assert done.code == 1
    assert "error[CALM101]" in done.out
    assert file.read_text() == text.replace("inbound_only: true", "inbound_only: false")


@pytest.mark.parametrize("options", [["--diff"], ["--diff", "--fix"], ["--diff", "--unsafe-fixes"]])
def test_a_diff_shows_no_secret(file: Path, options: list[str]) -> None:
    text = UNSAFE.replace("port: 443", "port: 8443")
    file.write_text(text)
    done = run(*options, "landscape.yaml")
    assert done.code == 1
    assert "invented" not in done.out
    assert "invented" not in done.err
    assert ('\n-            client_secret: ***\n+            client_secret: "${CALM_PROD_SECRET}"\n' in done.out) == (
        "--unsafe-fixes" in options
    )
    assert file.read_text() == text


def test_a_diff_leaves_findings_out_of_the_standard_output(file: Path, tmp_path: Path) -> None:
    file.write_text(LEFT)
    done = run("--diff", "--format", "text", "--format", "json=report.json", "landscape.yaml")
    assert done.out.startswith("--- a/landscape.yaml\n+++ b/landscape.yaml\n@@ ")
    assert "CALM101" not in done.out
    assert '"CALM101"' in (tmp_path / "report.json").read_text()


def test_a_failed_run_wins_over_a_diff(file: Path) -> None:
    assert run("--diff", file.name, "missing.yaml").code == 2


def test_standard_input_comes_out_fixed() -> None:
    done = run("--fix", "--format", "concise", "--stdin-filename", "a.yaml", "-", stdin=LEFT)
    assert done.out == LEFT.replace("8443", "443")
    assert "a.yaml:" in done.err
    assert "CALM110" in done.err
    assert "Fixed 1 finding" in done.err


@pytest.mark.parametrize("text", [GOOD, "a: [", ""])
def test_standard_input_comes_out_as_it_was_where_there_is_nothing_to_fix(text: str) -> None:
    assert run("--fix", "-", stdin=text).out == text


def test_mode_and_link_are_kept(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "real" / "file.yaml"
    target.parent.mkdir()
    file.rename(target)
    target.chmod(0o640)
    file.symlink_to("real/file.yaml")
    assert run("--fix", "landscape.yaml").code == 0
    assert file.is_symlink()
    assert target.read_text() == FIXED
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [each.name for each in target.parent.iterdir()] == ["file.yaml"]


@pytest.mark.skipif(not is_root, reason="only a superuser can give files away")
def test_the_owner_is_kept(file: Path) -> None:
    os.chown(file, 12345, 23456)
    write(str(file), b"new")
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


def acl(path: Path) -> bytes | None:
    return os.getxattr(path, ACCESS) if ACCESS in os.listxattr(path) else None


ACCESS = "system.posix_acl_access"
# The owner and user 1234 may read and write, the group nothing, though the mode reads 0o660.
LIST = struct.pack("<I", 2) + b"".join(
    struct.pack("<HHI", tag, may, who)
    for tag, may, who in [(1, 6, 2**32 - 1), (2, 6, 1234), (4, 0, 2**32 - 1), (16, 6, 2**32 - 1), (32, 0, 2**32 - 1)]
)


def set_attribute(path: Path, name: str, value: bytes) -> None:
    if not hasattr(os, "setxattr"):
        pytest.skip("this platform has no extended attributes")
    try:
        os.setxattr(path, name, value)
    except OSError:
        pytest.skip("this file system has no extended attributes")


def test_extended_attributes_are_kept(file: Path) -> None:
    set_attribute(file, "user.calm", b"\0any\xff")
    set_attribute(file, "user.empty", b"")
    assert run("--fix", "landscape.yaml").code == 0
    assert file.read_text() == FIXED
    assert {name: os.getxattr(file, name) for name in os.listxattr(file)} == {
        "user.calm": b"\0any\xff",
        "user.empty": b"",
    }


def test_access_control_list_is_kept(file: Path) -> None:
    set_attribute(file, ACCESS, LIST)
    assert run("--fix", "landscape.yaml").code == 0
    assert acl(file) == LIST
    assert stat.S_IMODE(file.stat().st_mode) == 0o660


def test_file_gets_no_access_control_list_from_its_folder(file: Path, tmp_path: Path) -> None:
    set_attribute(tmp_path, "system.posix_acl_default", LIST)
    file.chmod(0o640)
    assert run("--fix", "landscape.yaml").code == 0
    assert acl(file) is None
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_access_control_list_that_cannot_be_kept_leaves_the_file_as_it_was(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_attribute(file, "user.calm", b"1")
    set_attribute(file, ACCESS, LIST)

    def denied(_: str, name: str, __: bytes) -> None:
        raise PermissionError(errno.EPERM, f"cannot set {name}")

    monkeypatch.setattr(os, "setxattr", denied)
    with pytest.raises(PermissionError, match=ACCESS):
        write(str(file), b"new")
    assert file.read_text() == BAD
    assert list(tmp_path.iterdir()) == [file]


def test_hard_link_is_cut(file: Path, tmp_path: Path) -> None:
    (tmp_path / "other").hardlink_to(file)
    assert run("--fix", "landscape.yaml").code == 0
    assert (file.read_text(), (tmp_path / "other").read_text()) == (FIXED, BAD)


def test_what_a_killed_run_left_is_in_nobodys_way(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        left.extend(each for each in tmp_path.iterdir() if each != file)
        raise KeyboardInterrupt

    left: list[Path] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        patch.setattr(os, "unlink", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            write(str(file), b"new")
    (rest,) = left
    assert re.fullmatch(r"\.calm-lint-[0-9a-f]{16}\.tmp", rest.name)
    # The same process has the same number.
    write(str(file), b"new")
    assert file.read_bytes() == b"new"
    assert sorted(tmp_path.iterdir()) == sorted([file, rest])


def test_a_read_only_file_stays(file: Path) -> None:
    file.chmod(0o444)
    done = run("--fix", "--format", "concise", "landscape.yaml")
    assert done.err.startswith("calm-lint: landscape.yaml: not fixed, cannot be written: it is read-only\n")
    assert done.err.endswith("Nothing was fixed, 1 is left\n")
    assert "CALM101" in done.out
    assert done.code == 2
    assert file.read_text() == BAD


@pytest.mark.skipif(is_root, reason="a superuser may write everywhere")
def test_a_read_only_directory_stays(file: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    done = run("--fix", "landscape.yaml")
    tmp_path.chmod(0o755)
    assert "not fixed, cannot be written: permission denied" in done.err
    assert done.code == 2
    assert file.read_text() == BAD


def test_a_file_that_changed_meanwhile_stays(file: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="it has changed since it was read"):
        write(str(file), b"new", before=b"something else")
    assert file.read_text() == BAD
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_gone_meanwhile_does_not_come_back(file: Path, tmp_path: Path) -> None:
    file.unlink()
    with pytest.raises(FileNotFoundError):
        write(str(file), b"new", before=b"old")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not shutil.which("prlimit"), reason="there is no prlimit")
def test_a_full_disk_loses_nothing(file: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: writing fails half way in the same manner."""
    # Coverage could not write its file either.
    done = run("--fix", "landscape.yaml", prefix=("prlimit", "--fsize=1000"), COVERAGE_PROCESS_CONFIG="")
    assert "calm-lint: landscape.yaml: not fixed, cannot be written: file too large\n" in done.err
    assert done.code == 2
    assert file.read_text() == BAD
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_gets_the_usual_mode(tmp_path: Path) -> None:
    path = tmp_path / "new"
    write(str(path), b"new")
    (tmp_path / "other").write_bytes(b"")
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
