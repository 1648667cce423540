"""The public interface: what a plugin needs to define rules, and a program to run them.

Everything here is kept compatible within a major version. Everything else in this package is private.
"""

from typing import TYPE_CHECKING

from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport, Report
from calm_lint.engine.violation import Violation
from calm_lint.errors import CalmLintError, RuleError, RunError
from calm_lint.model import (
    AlmArrangement,
    AlmClient,
    AlmSetup,
    AlmSystem,
    AlmUser,
    Binding,
    BindingFile,
    Certificate,
    CloudAlmTenant,
    CommunicationArrangement,
    CommunicationSystem,
    CtmsService,
    CtsDomain,
    CtsSystem,
    Destination,
    Endpoints,
    Estate,
    InboundService,
    InboundUser,
    Landscape,
    LmsEntry,
    OutboundService,
    OutboundServices,
    OutboundUser,
    S4Tenant,
    ServiceInstance,
    ServiceKey,
    ServiceKeyUaa,
    Stop,
    Track,
    Transport,
    TransportNode,
    TransportRoute,
    Uaa,
    XsSecurity,
)
from calm_lint.model.cloud_alm import host_of
from calm_lint.model.entity import Entity, Entry, Scalar
from calm_lint.model.identity import shared_fields
from calm_lint.model.target import AlmTarget
from calm_lint.model.users import BASIC, MTLS
from calm_lint.model.values import facts
from calm_lint.model.values.address import Address, is_ip_address
from calm_lint.model.values.facts import AUTHORITIES, CHINA, CREDENTIALS_SINCE, REGIONS, SCENARIO, SERVICES
from calm_lint.model.values.facts import INBOUND_METHOD as CLIENT_CERTIFICATE
from calm_lint.model.values.hosts import (
    api_region,
    base_region,
    certificate_host,
    identity_host,
    is_certificate_host,
    token_region,
)
from calm_lint.model.values.interval import Interval
from calm_lint.reading.document import Place
from calm_lint.reading.nodes import (
    DuplicateKey,
    Key,
    Node,
    SchemaFault,
    Spot,
    Suppression,
    SyntaxFault,
    UnusedSuppression,
)
from calm_lint.rulebook.contributions import Formatter, Profile, SecretStore
from calm_lint.rulebook.finding import Append, Cut, Finding, Fix, Insert, Related, Remove, Replace, Rewrite
from calm_lint.rulebook.rule import Bad, Good, Rule, Source, rule
from calm_lint.rulebook.rungs import RUNGS, Rung
from calm_lint.rulebook.severity import Severity
from calm_lint.run.outcome import Outcome
from calm_lint.run.request import Request
from calm_lint.run.session import Session
from calm_lint.settings.choices import Choices
from calm_lint.text.references import is_placeholder, is_reference, variable_name
from calm_lint.text.suggestions import Names, did_you_mean
from calm_lint.text.typography import CURLY_QUOTES

if TYPE_CHECKING:
    from calm_lint.rulebook.hooks import hookimpl

__all__ = [
    "AUTHORITIES",
    "BASIC",
    "CHINA",
    "CLIENT_CERTIFICATE",
    "CREDENTIALS_SINCE",
    "CURLY_QUOTES",
    "MTLS",
    "REGIONS",
    "RUNGS",
    "SCENARIO",
    "SERVICES",
    "Address",
    "AlmArrangement",
    "AlmClient",
    "AlmSetup",
    "AlmSystem",
    "AlmTarget",
    "AlmUser",
    "Append",
    "Bad",
    "Binding",
    "BindingFile",
    "CalmLintError",
    "Certificate",
    "Choices",
    "CloudAlmTenant",
    "CommunicationArrangement",
    "CommunicationSystem",
    "CtmsService",
    "CtsDomain",
    "CtsSystem",
    "Cut",
    "Destination",
    "DuplicateKey",
    "Endpoints",
    "Entity",
    "Entry",
    "Estate",
    "FileReport",
    "Finding",
    "Fix",
    "Formatter",
    "Good",
    "InboundService",
    "InboundUser",
    "Insert",
    "Interval",
    "Key",
    "Landscape",
    "Linter",
    "LmsEntry",
    "Names",
    "Node",
    "OutboundService",
    "OutboundServices",
    "OutboundUser",
    "Outcome",
    "Place",
    "Profile",
    "Related",
    "Remove",
    "Replace",
    "Report",
    "Request",
    "Rewrite",
    "Rule",
    "RuleError",
    "RunError",
    "Rung",
    "S4Tenant",
    "Scalar",
    "SchemaFault",
    "SecretStore",
    "ServiceInstance",
    "ServiceKey",
    "ServiceKeyUaa",
    "Session",
    "Severity",
    "Source",
    "Spot",
    "Stop",
    "Suppression",
    "SyntaxFault",
    "Track",
    "Transport",
    "TransportNode",
    "TransportRoute",
    "Uaa",
    "UnusedSuppression",
    "Violation",
    "XsSecurity",
    "api_region",
    "base_region",
    "certificate_host",
    "did_you_mean",
    "facts",
    "hookimpl",
    "host_of",
    "identity_host",
    "is_certificate_host",
    "is_ip_address",
    "is_placeholder",
    "is_reference",
    "rule",
    "shared_fields",
    "token_region",
    "variable_name",
]


def __getattr__(name: str) -> object:
    """Return the marker of hooks to the plugins that ask for it: what it imports takes a tenth of a clean run."""
    if name == "hookimpl":
        from calm_lint.rulebook.hooks import hookimpl

        return hookimpl
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
