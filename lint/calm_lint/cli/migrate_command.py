"""The command that takes a tenant from a client secret to mTLS."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

import click

from calm_lint.cli.landscape_file import deliver, fail, finish, keep, needs_form, survey_of
from calm_lint.cli.options import STDOUT, config_option, no_config_option, trust_paths_option
from calm_lint.cli.output import print_note
from calm_lint.settings.choices import Choices
from calm_lint.text.escaping import printable

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey
    from calm_lint.model import Landscape, S4Tenant
    from calm_lint.pages.migration import Migration
    from calm_lint.pages.x509_key import X509Key
    from calm_lint.reading.reader import Reading


@click.command()
@click.argument("file", type=click.Path())
@click.option("--tenant", "tenant_id", required=True, metavar="ID", help="Take this S/4HANA tenant to mTLS.")
@click.option("--binding", type=click.Path(), metavar="FILE", help="Take the values from this x509 key.")
@click.option("--certificate", default="", metavar="NAME", help="Name the client certificate like this.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="Print the worksheet in this format.",
)
@click.option("--output", "-o", type=click.Path(), metavar="FILE", help="Write the landscape as it will be to FILE.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@config_option
@no_config_option
@trust_paths_option
def migrate(
    file: str,
    tenant_id: str,
    binding: str | None,
    certificate: str,
    form: str,
    output: str | None,
    force: bool,  # noqa: FBT001
    config: str | None,
    no_config: bool,  # noqa: FBT001
    trust_paths: bool,  # noqa: FBT001
) -> None:
    """List what takes a tenant from a secret to mTLS.

    It is what to change on which screen, in the order of the work. With --output, also write the landscape FILE as
    it will be. Other tenants stay as they are. What is not known is a placeholder in angle
    brackets, which CALM206 names. Secrets of the key are not copied.
    """
    from calm_lint.files.find import read_file, reason, shown
    from calm_lint.pages import migration_sheet
    from calm_lint.pages.differences import differences

    _check_output(binding, output, force=force)
    choices = Choices(config=config, no_config=no_config, trust_paths=trust_paths)
    try:
        content = read_file(file)
    except OSError as error:
        fail("io", f"cannot be read: {reason(error)}", shown(file))
    survey, _, errors = survey_of(file, choices, content)
    landscape, tenant = _found(survey, tenant_id)
    migration = _migration(landscape, tenant, survey, binding, certificate)
    text = _new_text(landscape, migration.data)
    if text is None and output:
        message = "cannot be changed with certainty, as its anchors or merge keys are too entangled: change it by hand"
        fail("usage", message, survey.report.name)
    after, _, more = survey_of(file, choices, (text or _plainly(landscape, migration.data)).encode())
    title = f"{survey.title(landscape)}: {survey.designation(tenant)} from a client secret to mTLS"
    write = migration_sheet.as_markdown if form == "markdown" else migration_sheet.as_text
    certificate, key_store = survey.show(migration.certificate), survey.show(migration.key_store)
    sheet = write(title, migration._replace(certificate=certificate, key_store=key_store), differences(survey, after))
    if output and text is not None:
        mark = BOM_UTF8.decode() if content.startswith(BOM_UTF8) else ""
        deliver(mark + text, output)
        _say(f"{shown(output)} is written, check it with: calm-lint {shown(output)}")
    if binding:
        _say(f"the certificate and the private key in {shown(binding)} are not copied")
    finish(sheet, STDOUT, list(dict.fromkeys([*errors, *more])))


def _check_output(binding: str | None, output: str | None, *, force: bool) -> None:
    from calm_lint.files.find import shown

    if output is None:
        return
    if output == STDOUT:
        raise click.UsageError("the standard output has the worksheet: name a file with --output")
    if binding:
        keep(binding, output)
    if os.path.lexists(output) and not force:
        fail("usage", "is there already: name another file with --output, or overwrite it with --force", shown(output))


def _found(survey: Survey, tenant_id: str) -> tuple[Landscape, S4Tenant]:
    """Return the tenant and its landscape; end the command if the file has faults of its form or no such tenant."""
    from calm_lint.text.suggestions import did_you_mean

    name = survey.report.name
    needs_form(survey)
    tenants = [(landscape, each) for landscape in survey.landscapes for each in landscape.s4hana_tenants]
    found = [pair for pair in tenants if pair[1].id.value == tenant_id]
    if len(found) > 1:
        fail("usage", f"has several tenants {tenant_id}, each needs an id of its own", name)
    if not found:
        ids = [survey.show(each.id.value) for _, each in tenants if each.id.value]
        meant = did_you_mean(tenant_id, ids)
        advice = f"did you mean {meant}?" if meant else f"choose from {', '.join(ids)}"
        fail("usage", f"has no S/4HANA tenant {tenant_id}, {advice}", name)
    return found[0]


def _migration(
    landscape: Landscape, tenant: S4Tenant, survey: Survey, binding: str | None, certificate: str
) -> Migration:
    from calm_lint.errors import CalmLintError
    from calm_lint.files.find import shown
    from calm_lint.pages.migration import WrongKeyError, migration

    key = _key(binding) if binding else None
    try:
        return migration(landscape, tenant, key, certificate)
    except WrongKeyError as error:
        fail("usage", survey.show(str(error)), shown(binding or ""))
    except CalmLintError as error:
        fail("usage", survey.show(str(error)), survey.report.name)


def _key(binding: str) -> X509Key:
    """Read an x509 key."""
    from calm_lint.errors import CalmLintError
    from calm_lint.files.binding_file import read_credential
    from calm_lint.files.find import shown
    from calm_lint.pages.x509_key import x509_key_of

    credential = read_credential("", binding)
    if credential.missing:
        fail("io", "cannot be read: there is no such file", shown(binding))
    try:
        key = x509_key_of(credential)
    except CalmLintError as error:
        fail("usage", str(error), shown(binding))
    if credential.exposed:
        _say(f"{shown(binding)} holds a secret, and git does not ignore it: add it to .gitignore")
    return key


def _new_text(landscape: Landscape, data: object) -> str | None:
    from calm_lint.reading.rewrite import rewrite

    document = landscape.document
    return rewrite(_read, document.source.text, document.index, data)


def _plainly(landscape: Landscape, data: object) -> str:
    """Return the text of a file with the same documents, whose form does not matter."""
    from calm_lint.reading.written import block

    documents = _read(landscape.document.source.text).documents
    written = [data if each.index == landscape.document.index else each.data for each in documents]
    return "".join("\n".join(("---", *block(each), "")) for each in written)


def _read(text: str) -> Reading:
    from calm_lint.model.landscape import IDENTIFIERS
    from calm_lint.reading.reader import read
    from calm_lint.schema.check import TYPED_KEYS

    return read("", text.encode(), TYPED_KEYS, identifiers=IDENTIFIERS)


def _say(text: str) -> None:
    """Print a note on the standard error; the standard output is for what was asked for."""
    print_note(f"calm-lint: {printable(text)}\n")
