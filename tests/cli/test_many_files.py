"""`report`, `worksheet` and `graph` of several files and of directories: what they write, and where."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from calm_lint.files.folder import output_names
from command_line import Done, put, run

# What is found does not depend on versions of libraries here.
pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "examples" / "landscape.yaml").read_text("utf-8")
FAULTY = (ROOT / "examples" / "faulty.landscape.yaml").read_text("utf-8")
LATE = EXAMPLE.replace("run_every: 5 minutes", "run_every: PT5M")
SECRET = "not-a-real-secret-7c41"
EMPTY = "holds no landscape that can be read: calm-lint check tells why"


def customer(name: str, text: str = EXAMPLE) -> str:
    """Write the landscape of a customer, and return its path."""
    path = f"customers/{name}/landscape.yaml"
    put(path, text.replace("name: Acme transport landscape", f"name: {name.title()}"))
    return path


def rows(folder: str = "site") -> list[str]:
    """Return the rows of an overview as text."""
    page = Path(folder, "index.html").read_text("utf-8")
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    texts = (unescape(re.sub(r"<[^>]*>", " ", row)) for row in body.split("</tr>"))
    return [" ".join(text.split()) for text in texts if text.strip()]


def commit() -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "a"]):
        subprocess.run([*git, *arguments], check=True)


def test_report_of_a_directory(tmp_path: Path) -> None:
    customer("acme")
    customer("beta", LATE)
    customer("delta", FAULTY)
    customer("eps", f"client_secret: {SECRET}\nname: [")
    assert run("report", "customers/", "-o", "site/") == Done(0, "", "")
    found = rows()
    assert [row.split(maxsplit=1)[0] for row in found] == ["Delta", "customers/eps/landscape.yaml", "Beta", "Acme"]
    assert re.match(r"Delta customers/delta/landscape.yaml \d+ errors 2 warnings CALM003 in line 18: ", found[0])
    assert "CALM001 in line 2: " in found[1]
    assert found[2] == (
        "Beta customers/beta/landscape.yaml 1 warning CALM311 in line 46: Run Every of service Export is written as "
        "PT5M, should be 5 minutes"
    )
    assert found[3] == "Acme customers/acme/landscape.yaml none"
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert SECRET not in page
    assert re.findall(r'<li class="(\w+)">\n?(.*)</li>', page)[:3] == [
        ("error", "2 with errors"),
        ("warning", "1 with warnings"),
        ("clean", "1 without findings"),
    ]
    links = re.findall(r'<th scope="row"><a href="([^"]*)">', page)
    assert sorted(links) == [f"{name}/landscape.html" for name in ("acme", "beta", "delta", "eps")]
    alone = run("report", "customers/beta/landscape.yaml").out
    assert (tmp_path / "site" / "beta" / "landscape.html").read_text("utf-8") == alone


def test_overview_says_what_is_new() -> None:
    customer("acme")
    customer("beta", LATE)
    commit()
    customer("acme", EXAMPLE.replace("role: production", "role: prodution"))
    customer("beta", LATE.replace("      port: 443", "      port: 80", 1))
    assert run("report", "customers", "-o", "site", "--since", "HEAD") == Done(0, "", "")
    found = rows()
    assert re.search(r"1 error 1 warning 1 new since HEAD new CALM101 in line \d+: .* 443 CALM311 in ", found[0])
    assert "1 error 1 new since HEAD new CALM003 in line " in found[1]


def test_a_commit_that_does_not_exist(tmp_path: Path) -> None:
    customer("acme")
    commit()
    done = run("report", "customers", "-o", "site", "--since", "nope")
    assert (done.code, done.out) == (2, "")
    assert "there is no commit nope in this repository" in done.err
    assert not (tmp_path / "site").exists()


def test_a_file_that_cannot_be_read_is_red() -> None:
    customer("acme")
    os.symlink("nowhere", "customers/acme/b.landscape.yaml")
    done = run("report", "customers", "-o", "site")
    assert done == Done(
        2, "", "calm-lint: customers/acme/b.landscape.yaml: cannot be read: no such file or directory\n"
    )
    assert rows() == [
        "customers/acme/b.landscape.yaml not checked cannot be read: no such file or directory",
        "Acme customers/acme/landscape.yaml none",
    ]


def test_other_files_in_the_directory_are_kept(tmp_path: Path) -> None:
    customer("acme")
    customer("beta")
    put("site/notes.html", "mine")
    put("site/acme/picture.png", b"mine")
    assert run("report", "customers", "-o", "site").code == 0
    (tmp_path / "customers" / "beta" / "landscape.yaml").unlink()
    done = run("report", "customers", "-o", "site")
    message = "calm-lint: site/beta/landscape.html: is of an earlier run and was not written anew: delete it\n"
    assert done == Done(0, "", message)
    assert (tmp_path / "site" / "notes.html").read_text("utf-8") == "mine"
    assert (tmp_path / "site" / "acme" / "picture.png").read_bytes() == b"mine"
    assert rows() == ["Acme customers/acme/landscape.yaml none"]


def test_a_start_page_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    customer("acme")
    put("site/index.html", "<title>mine</title>")
    done = run("report", "customers", "-o", "site")
    message = "calm-lint: site/index.html: is no overview of calm-lint: name another directory with --output\n"
    assert done == Done(2, "", message)
    assert list((tmp_path / "site").iterdir()) == [tmp_path / "site" / "index.html"]


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    customer("acme")
    put("repository/customers/acme/landscape.yaml", EXAMPLE)
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / "repository" / "site").mkdir()
    (tmp_path / "outside").mkdir()
    os.symlink(tmp_path / "outside", tmp_path / "repository" / "site" / "acme")
    done = run("report", "customers", "-o", "site", folder="repository")
    assert done.code == 2
    assert "site/acme/landscape.html: cannot be written: a link on the way leads out of the repository" in done.err
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_that_is_read_is_not_overwritten(tmp_path: Path) -> None:
    put("a.html", EXAMPLE)
    put("a.yaml", EXAMPLE)
    done = run("report", "a.html", "a.yaml", "-o", "./")
    assert done == Done(2, "", "calm-lint: a.html: is a file that is read: name another directory with --output\n")
    assert (tmp_path / "a.html").read_text("utf-8") == EXAMPLE


def test_an_output_that_is_no_directory() -> None:
    customer("acme")
    put("site", "mine")
    done = run("report", "customers", "-o", "site")
    assert done.code == 2
    assert "site/acme/landscape.html: cannot be written: " in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "customers"], "a page is written for each file: name a directory for them with --output DIR/"),
        (["graph", "a.yaml", "b.yaml"], "a picture is written for each file: name a directory for them"),
        (
            ["report", "customers/acme/landscape.yaml", "--since", "HEAD"],
            "--since is for the overview: name a directory",
        ),
        (
            ["worksheet", "customers", "--tenant", "dev-08"],
            "no file has a sheet for a tenant dev-08, did you mean dev-080?",
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_says_what_to_do(arguments: list[str], words: str) -> None:
    customer("acme")
    customer("beta")
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_worksheets_follow_one_another() -> None:
    files = [customer("acme"), customer("beta", "a: ["), customer("delta")]
    done = run("worksheet", *files)
    assert (done.code, done.err) == (2, f"calm-lint: {files[1]}: {EMPTY}\n")
    titles = [f"{name} ({file})" for name, file in (("Acme", files[0]), ("Delta", files[2]))]
    assert [done.out.index(f"{title}\n{'=' * len(title)}\n") > 0 for title in titles] == [False, True]
    marked = run("worksheet", *files, "--format", "html").out
    assert [re.search(f"<h2[^>]*>{re.escape(title)}</h2>", marked) is not None for title in titles] == [True, True]


def test_a_column_tells_files_apart() -> None:
    files = [customer("acme"), customer("beta")]
    several = list(csv.DictReader(io.StringIO(run("worksheet", "customers", "--format", "csv").out)))
    alone = list(csv.DictReader(io.StringIO(run("worksheet", files[1], "--format", "csv").out)))
    assert [*several[0]] == ["File", *alone[0]]
    assert {row["File"] for row in several} == set(files)
    assert [{**row, "File": files[1]} for row in alone] == [row for row in several if row["File"] == files[1]]


def test_tenant_in_one_of_the_files() -> None:
    customer("acme")
    customer("beta", EXAMPLE.replace("cust-100", "cust-200"))
    done = run("worksheet", "customers", "--tenant", "cust-200")
    assert (done.code, done.err) == (0, "")
    assert "cust-200" in done.out
    assert "customers/acme" not in done.out


@pytest.mark.parametrize(
    ("command", "ending"),
    [
        (["worksheet", "--format", "csv"], ".csv"),
        (["graph"], ".svg"),
    ],
    ids=" ".join,
)
def test_a_file_for_each_in_a_directory(tmp_path: Path, command: list[str], ending: str) -> None:
    files = [customer("acme"), customer("beta")]
    assert run(*command, *files, "-o", "out/") == Done(0, "", "")
    written = {path.relative_to("out").as_posix() for path in Path("out").rglob("*.*")}
    assert written == {f"acme/landscape{ending}", f"beta/landscape{ending}"}
    assert (tmp_path / "out" / f"beta/landscape{ending}").read_text("utf-8") == run(*command, files[1]).out


def test_the_current_directory_without_paths() -> None:
    customer("acme")
    assert run("worksheet", folder="customers/acme").out.startswith("Acme (landscape.yaml)\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_names_of_pages_are_harmless() -> None:
    names = ["a b?#%41<i>.landscape.yaml", "line\nfeed.landscape.yaml", "-rf.landscape.yaml", ".landscape.yaml"]
    for name in names:
        put(f"customers/..\\/{name}", EXAMPLE)
    assert run("report", "customers", "-o", "site").code == 0
    page = Path("site/index.html").read_text("utf-8")
    links = re.findall(r'<th scope="row"><a href="([^"]*)">', page)
    assert all(Path("site", unquote(link)).is_file() for link in links)
    assert sorted(links) == [
        "_._/_landscape.html",
        "_._/_rf.landscape.html",
        "_._/a_b___41_i_.landscape.html",
        "_._/line_feed.landscape.html",
    ]


def test_no_two_files_have_one_name(tmp_path: Path) -> None:
    files = ["index.yaml", "a b.yaml", "a?b.yaml", "A_b.yml", f"{'x' * 240}.yaml", f"{'x' * 241}.yaml", "<stdin>"]
    names = output_names(files, ["."], ".html", "index.html")
    assert list(names) == files
    assert [names[file] for file in files[:4]] == ["index-2.html", "a_b.html", "a_b-2.html", "A_b-3.html"]
    assert len({name.casefold() for name in names.values()}) == len(files)
    assert max(map(len, names.values())) < 255
    assert output_names(["../a/b.yaml", "../c.yaml"], ["../a", "../c.yaml"], "") == {
        "../a/b.yaml": "a/b",
        "../c.yaml": "c",
    }
    assert output_names([f"{tmp_path}/a/b.yaml"], [str(tmp_path)], "") == {f"{tmp_path}/a/b.yaml": "a/b"}
