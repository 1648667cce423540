"""Files that cannot be read or are no landscapes, names that nobody expects, and readers that go away."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, Landscape
from calm_lint.cli import main
from calm_lint.rulebook.examples import complete
from command_line import CALM_LINT, ENVIRONMENT, put, run

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"

STRANGE_NAMES = [
    "a b.yaml",
    "müller.yaml",
    "東京.yaml",
    "new\nline.yaml",
    "return\r.yaml",
    "tab\t.yaml",
    "escape\x1b[31m.yaml",
    "title\x1b]0;pwned\x07.yaml",
    "c1\x9b31m.yaml",
    "override\u202elmay.yaml",
    os.fsdecode(b"latin1-m\xfcller.yaml"),
]

needs_dev_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")


@pytest.fixture
def unprivileged() -> list[str]:
    """Return a command prefix that makes even root heed permissions."""
    if os.geteuid() != 0:
        return []
    prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    if not shutil.which("setpriv") or subprocess.run([*prefix, "true"], check=False).returncode != 0:
        pytest.skip("root reads everything here")
    return prefix


def test_missing_file() -> None:
    done = run("missing.yaml")
    assert done.code == 2
    assert done.err == "calm-lint: missing.yaml: cannot be read: there is no such file or directory\n"
    assert done.out == "Nothing was checked: there was no file to read\n"


def test_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to("nowhere.yaml")
    done = run("link.yaml")
    assert done.code == 2
    assert done.err == "calm-lint: link.yaml: cannot be read: the link leads nowhere\n"


def test_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to("link.yaml")
    done = run("link.yaml")
    assert done.code == 2
    assert one_sentence_about("link.yaml", done.err)


def test_dangling_link_in_a_directory(tmp_path: Path) -> None:
    put("landscape.yaml", GOOD)
    (tmp_path / "a.landscape.yaml").symlink_to("nowhere.yaml")
    done = run(".")
    assert done.code == 2
    assert one_sentence_about("a.landscape.yaml", done.err)
    assert done.out.startswith("No findings in 1 file:")


def test_unreadable_file(tmp_path: Path, unprivileged: list[str]) -> None:
    put("a.yaml", GOOD)
    (tmp_path / "a.yaml").chmod(0)
    done = run("a.yaml", prefix=unprivileged)
    assert done.code == 2
    assert done.err == "calm-lint: a.yaml: cannot be read: permission denied\n"


def test_file_in_an_unreadable_directory(tmp_path: Path, unprivileged: list[str]) -> None:
    put("a/landscape.yaml", GOOD)
    (tmp_path / "a").chmod(0)
    done = run("a/landscape.yaml", prefix=unprivileged)
    (tmp_path / "a").chmod(0o700)
    assert done.code == 2
    assert one_sentence_about("a/landscape.yaml", done.err)


@pytest.mark.parametrize("path", [".", "a", "a/b"])
def test_unreadable_directory(tmp_path: Path, unprivileged: list[str], path: str) -> None:
    for each in ("landscape.yaml", "a/landscape.yaml", "a/b/landscape.yaml"):
        put(each, GOOD)
    (tmp_path / "a/b").chmod(0)
    done = run(path, prefix=unprivileged)
    (tmp_path / "a/b").chmod(0o700)
    assert done.code == 2
    assert done.err == "calm-lint: a/b: cannot be read: permission denied\n"


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (PNG, "a.yaml:1:1: error CALM001 yaml-syntax byte 0x89 is not UTF-8"),
        ("", "a.yaml:1:1: error CALM003 schema the file is empty"),
        ("\n\n", "a.yaml:1:1: error CALM003 schema the file is empty"),
        ("# later\n", "a.yaml:1:1: error CALM003 schema the file is empty"),
        ("---\n", "a.yaml:1:1: error CALM003 schema the file is empty"),
        ("\ufeff", "a.yaml:1:1: error CALM003 schema the file is empty"),
        ("- format: 1\n", "a.yaml:1:1: error CALM003 schema the file is a list, must be a mapping"),
        ("landscape\n", "a.yaml:1:1: error CALM003 schema the file is the text landscape, must be a mapping"),
        ("name: a\0b\n", "a.yaml:1:8: error CALM001 yaml-syntax control character U+0000"),
        ("name: \x1b[31m\n", "a.yaml:1:7: error CALM001 yaml-syntax control character U+001B"),
        (GOOD.encode("utf-16"), "a.yaml:1:1: error CALM001 yaml-syntax the file is UTF-16"),
        (GOOD.encode("utf-32"), "a.yaml:1:1: error CALM001 yaml-syntax the file is UTF-32"),
        ("\ufeffa: 1".encode("utf-32-be"), "a.yaml:1:3: error CALM001 yaml-syntax the file is UTF-32"),
        (
            GOOD.encode("utf-16-le"),
            "a.yaml:1:2: error CALM001 yaml-syntax control character U+0000 is not allowed in YAML: save the",
        ),
    ],
    ids=[
        "png",
        "empty",
        "blank",
        "comment",
        "dashes",
        "bom",
        "list",
        "text",
        "nul",
        "escape",
        "utf-16",
        "utf-32",
        "utf-32-be",
        "utf-16 without mark",
    ],
)
def test_file_that_is_no_landscape(content: str | bytes, finding: str) -> None:
    put("a.yaml", content)
    done = run("--format", "concise", "a.yaml")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(finding)
    assert done.out.count("\n") == 1
    text = run("a.yaml")
    assert (text.code, text.err) == (1, "")
    assert unprintable(text.out) == ""


@pytest.mark.parametrize("bad", ["missing.yaml", "link.yaml", "empty"])
def test_file_beside_one_that_cannot_be_read_is_linted(tmp_path: Path, bad: str) -> None:
    put("a.yaml", BAD)
    (tmp_path / "link.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "empty").mkdir()
    alone = run("--format", "concise", "a.yaml")
    assert alone.code == 1
    for paths in ([bad, "a.yaml"], ["a.yaml", bad]):
        done = run("--format", "concise", *paths)
        assert (done.code, done.out) == (2, alone.out)
        assert one_sentence_about(bad, done.err)


@pytest.mark.parametrize("content", [PNG, "", "- format: 1\n"], ids=["png", "empty", "list"])
def test_file_beside_one_that_is_no_landscape_is_linted(content: str | bytes) -> None:
    put("a.yaml", content)
    put("b.yaml", BAD)
    done = run("--format", "concise", "a.yaml", "b.yaml")
    assert (done.code, done.err) == (1, "")
    assert done.out.endswith(run("--format", "concise", "b.yaml").out)
    assert done.out.count("\n") == 2


@pytest.mark.parametrize("level", ["error", "never"])
def test_failure_wins_over_findings(level: str) -> None:
    put("a.yaml", BAD)
    assert run("--fail-on", level, "a.yaml", "missing.yaml").code == 2


@pytest.mark.parametrize("name", STRANGE_NAMES, ids=ascii)
def test_strange_name_of_a_file(name: str) -> None:
    put(name, BAD)
    text, concise, as_json = (run("--format", each, name) for each in ("text", "concise", "json"))
    assert [each.code for each in (text, concise, as_json)] == [1, 1, 1]
    assert unprintable(text.out + concise.out + as_json.out) == ""
    assert concise.out.count("\n") == 1
    assert run(name) == text


@pytest.mark.parametrize("name", STRANGE_NAMES, ids=ascii)
def test_strange_name_of_a_missing_file(name: str) -> None:
    done = run(name)
    assert done.code == 2
    assert unprintable(done.err) == ""
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("name", STRANGE_NAMES, ids=ascii)
def test_strange_name_of_a_directory(name: str) -> None:
    put(f"{name}/landscape.yaml", BAD)
    done = run("--format", "concise", ".")
    assert (done.code, unprintable(done.out), done.err) == (1, "", "")
    assert done.out.count("\n") == 1


@pytest.mark.parametrize("name", STRANGE_NAMES, ids=ascii)
def test_search_finds_a_strange_name_and_every_format_shows_it(name: str) -> None:
    put(name.replace(".yaml", ".landscape.yaml"), BAD)
    for form in ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown"):
        done = run("check", "--format", form, ".")
        assert (done.code, unprintable(done.out), done.err) == (1, "", ""), form
        assert "CALM101" in done.out
    assert run("--quiet", "--fix", ".").code == 0
    assert run("--fail-on", "info", ".").code == 0


def test_name_that_is_not_utf_8_is_escaped() -> None:
    put(os.fsdecode(b"latin1-m\xfcller.landscape.yaml"), BAD)
    expected = r"latin1-m\xfcller.landscape.yaml"
    assert run("--format", "concise", ".").out.startswith(f"{expected}:")
    assert json.loads(run("--format", "json", ".").out)["findings"][0]["file"] == expected
    name = os.fsdecode(b"m\xfcller.yaml")
    done = run("--format", "json", "--stdin-filename", name, "-", stdin=BAD.encode())
    assert json.loads(done.out)["findings"][0]["file"] == r"m\xfcller.yaml"


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\r"], ids=ascii)
def test_only_line_feeds_end_a_line_of_gitignore(separator: str) -> None:
    for each in ("landscape.yaml", "a.landscape.yaml"):
        put(each, BAD)
    put(".gitignore", f"# of yesterday:{separator}landscape.yaml\r\na.landscape.yaml\r\n")
    assert run("--format", "concise", ".").out.startswith("landscape.yaml:")
    assert "a.landscape.yaml" not in run("--format", "concise", ".").out


@pytest.mark.parametrize("name", STRANGE_NAMES, ids=ascii)
def test_strange_name_of_the_standard_input(name: str) -> None:
    done = run("--stdin-filename", name, "-", stdin=BAD.encode())
    assert (done.code, unprintable(done.out), done.err) == (1, "", "")


@pytest.mark.parametrize("name", STRANGE_NAMES, ids=ascii)
def test_strange_name_of_an_output(name: str) -> None:
    put("a.yaml", BAD)
    done = run("--format", f"json=missing/{name}", "a.yaml")
    assert (done.code, done.out, unprintable(done.err)) == (2, "", "")


@pytest.mark.parametrize("name", ["müller.yaml", "a b.yaml", "東京.yaml"])
def test_printable_name_is_shown_as_it_is(name: str) -> None:
    put(name, BAD)
    assert run("--format", "concise", name).out.startswith(f"{name}:")
    assert f"--> {name}:" in run(name).out


@pytest.mark.parametrize("option", ["--color", "--fail-on", "--selec\a"])
def test_control_character_in_an_option_that_the_parser_refuses(option: str) -> None:
    put("a.yaml", BAD)
    done = run(option, "a\a", "a.yaml")
    assert done.code == 2
    assert unprintable(done.err) == ""


@pytest.mark.parametrize("option", ["--select", "--ignore", "--format"])
def test_control_character_in_an_option(option: str) -> None:
    put("a.yaml", BAD)
    done = run(option, "a\a", "a.yaml")
    assert done.code == 2
    assert unprintable(done.err) == ""


@pytest.mark.parametrize("coerce", ["0", "1"])
def test_names_and_text_beyond_the_encoding_of_the_terminal(coerce: str) -> None:
    name = "müller-東京.yaml"
    put(name, BAD.replace("port: 8443", "port: 8443 # größer"))
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": coerce}
    text, concise, as_json, missing = (
        run(*args, **ascii_only)
        for args in ([name], ["--format", "concise", name], ["--format", "json", name], [f"fehlt-{name}"])
    )
    assert [each.code for each in (text, concise, as_json, missing)] == [1, 1, 1, 2]
    assert [each.err for each in (text, concise, as_json)] == ["", "", ""]
    assert "port: 8443 # gr\\xf6\\xdfer" in text.out
    assert concise.out.count("\n") == missing.err.count("\n") == 1
    assert (text.out + concise.out + as_json.out + missing.err).isascii()


def test_schema_and_help_on_an_ascii_terminal() -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    for args in (["schema"], ["--help"], ["check", "--help"]):
        done = run(*args, **ascii_only)
        assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("options", [[], ["--format", "concise"], ["--format", "json"]], ids=" ".join)
def test_closed_pipe(options: list[str]) -> None:
    # More than a pipe holds, or the writer would not notice.
    put("a.yaml", "".join(f"key-{number}: 1\n" for number in range(3000)))
    done = subprocess.run(
        ["bash", "-c", '"$0" "$@" | head -1', CALM_LINT, *options, "a.yaml"],
        capture_output=True,
        env=ENVIRONMENT,
        timeout=30,
        check=True,
    )
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


@needs_dev_full
@pytest.mark.parametrize("args", [["a.yaml"], ["--format", "json", "a.yaml"]], ids=" ".join)
def test_output_to_a_full_disk(args: list[str]) -> None:
    put("a.yaml", GOOD)
    done = run(*args, prefix=["sh", "-c", '"$0" "$@" >/dev/full'])
    assert "Traceback" not in done.err
    assert done.code == 2


def test_closed_standard_output() -> None:
    put("a.yaml", GOOD)
    done = run("a.yaml", prefix=["sh", "-c", '"$0" "$@" >&-'])
    assert "Traceback" not in done.err
    assert done.code in (0, 2)


def test_closed_standard_error() -> None:
    put("a.yaml", BAD)
    done = run("a.yaml", "missing.yaml", prefix=["sh", "-c", '"$0" "$@" 2>&-'])
    assert done.code == 2
    assert "CALM101" in done.out


def test_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    done = run("a.yaml")
    assert done.code == 2
    assert done.err == "calm-lint: a.yaml: cannot be read: it is a pipe that nobody writes to\n"


def test_pipe_that_another_program_writes_to() -> None:
    put("a.yaml", BAD)
    done = run("--format", "concise", prefix=["bash", "-c", '"$0" "$@" <(cat a.yaml)'])
    assert (done.code, done.err) == (1, "")
    assert "CALM101" in done.out


def test_search_takes_files_only(tmp_path: Path) -> None:
    put("landscape.yaml", GOOD)
    os.mkfifo(tmp_path / "a.landscape.yaml")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    done = run(".")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("No findings in 1 file:")


@pytest.mark.parametrize("path", ["a.yaml", "-", "/dev/zero"])
def test_file_that_is_too_large(path: str) -> None:
    put("a.yaml", GOOD)
    done = run("--limit", "size=100", path, stdin=GOOD.encode())
    name = "<stdin>" if path == "-" else path
    assert done.code == 2
    assert (
        done.err == f"calm-lint: {name}: cannot be read: it has more than 100 bytes: --limit size=NUMBER allows more\n"
    )


@pytest.mark.parametrize(("form", "lines"), [("text", None), ("concise", 3), ("github", 3)])
def test_findings_beyond_the_limit_are_counted(form: str, lines: int | None) -> None:
    put("a.yaml", "".join(f"key-{number}: 1\n" for number in range(97)))
    done = run("--format", form, "--limit", "findings=2", "a.yaml")
    assert (done.code, done.err) == (1, "")
    # Three keys are missing besides.
    assert "98 more findings: --limit findings=NUMBER lists more" in done.out
    assert lines in (None, done.out.count("\n"))


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit"])
def test_formats_for_programs_are_complete(form: str) -> None:
    put("a.yaml", BAD)
    assert run("--format", form, "--limit", "findings=1", "a.yaml") == run("--format", form, "a.yaml")


@pytest.mark.parametrize("limit", ["depht=1", "depth", "depth=0", "depth=x", "depth=1_0"])
def test_limit_that_is_none(limit: str) -> None:
    done = run("--limit", limit)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


def test_limit_of_depth_beyond_what_libyaml_reads() -> None:
    put("a.yaml", GOOD)
    assert run("--limit", "depth=1000", "a.yaml").code == 0
    done = run("--limit", "depth=1001", "a.yaml")
    assert (done.code, done.out) == (2, "")
    assert "depth is 1,001, must be 1,000 at most: libyaml reads no deeper" in " ".join(done.err.split())


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000], ids=["deep", "digits"])
@pytest.mark.parametrize("name", ["calm-lint.toml", "pyproject.toml"])
def test_configuration_that_would_break_the_parser(name: str, value: str) -> None:
    put("landscape.yaml", GOOD)
    put(name, f"[tool.calm-lint]\nselect = {value}\n")
    done = run("landscape.yaml")
    assert "failed with" not in done.err
    assert done.code in (0, 2)


def test_crash_is_told_without_what_the_error_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(**_: bool) -> None:
        raise ValueError("hunter2")

    monkeypatch.setattr(sys, "argv", ["calm-lint", "a.yaml"])
    monkeypatch.setattr("calm_lint.run.session.load_plugins", crash)
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    assert (left.value.code, out) == (2, "")
    assert err.startswith("calm-lint: calm-lint failed with ValueError in test_bad_input.py:")
    assert err.endswith("; please report it: https://github.com/calm-lint/calm-lint/issues\n")


@pytest.mark.parametrize(
    "args",
    [
        ["a.yaml"],
        ["--format", "json", "a.yaml"],
        ["rules"],
        ["explain", "run-every"],
        ["worksheet", "a.yaml"],
        ["test"],
        ["check", "--help"],
    ],
    ids=" ".join,
)
def test_pyyaml_without_libyaml_is_said_in_one_sentence(tmp_path: Path, args: list[str]) -> None:
    put("a.yaml", GOOD)
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "sitecustomize.py").write_text("import sys\nsys.modules['yaml._yaml'] = None\n", "utf-8")
    done = run(*args, PYTHONPATH=str(tmp_path / "path"))
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "calm-lint: PyYAML is installed without libyaml, the C library that calm-lint reads YAML with:"
        " install one of PyYAML's wheels, or build PyYAML where the header files of libyaml are\n"
    )


def one_sentence_about(path: str, text: str) -> bool:
    return text.startswith(f"calm-lint: {path}: ") and text.count("\n") == 1 and text.endswith("\n")


def unprintable(text: str) -> str:
    """Return the characters that a terminal might act on."""
    return "".join(char for char in text if not char.isprintable() and char != "\n")
