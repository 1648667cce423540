"""The landscape as rules see it: typed entities whose scalars know where they stand.

The names are those of the landscape file, which are the labels of SAP's screens in snake case.
"""

from calm_lint.model.certificates import Certificate
from calm_lint.model.cloud_alm import Binding, BindingFile, CloudAlmTenant, ServiceInstance
from calm_lint.model.ctms import CtmsService, ServiceKey, ServiceKeyUaa, TransportNode, TransportRoute
from calm_lint.model.cts import AlmSetup, CtsDomain, CtsSystem, LmsEntry, Stop, Track
from calm_lint.model.destinations import Destination
from calm_lint.model.estate import Estate
from calm_lint.model.landscape import ENTITIES, IDENTIFIERS, Landscape
from calm_lint.model.service_json import Endpoints, Oauth2Configuration, Parameters, Uaa, XsSecurity
from calm_lint.model.services import InboundService, InboundServices, OutboundService, OutboundServices, RunEvery
from calm_lint.model.tenants import (
    AlmArrangement,
    AlmSystem,
    AlmUser,
    CommunicationArrangement,
    CommunicationSystem,
    S4Tenant,
    Transport,
)
from calm_lint.model.users import AlmClient, InboundUser, OutboundUser

__all__ = [
    "ENTITIES",
    "IDENTIFIERS",
    "AlmArrangement",
    "AlmClient",
    "AlmSetup",
    "AlmSystem",
    "AlmUser",
    "Binding",
    "BindingFile",
    "Certificate",
    "CloudAlmTenant",
    "CommunicationArrangement",
    "CommunicationSystem",
    "CtmsService",
    "CtsDomain",
    "CtsSystem",
    "Destination",
    "Endpoints",
    "Estate",
    "InboundService",
    "InboundServices",
    "InboundUser",
    "Landscape",
    "LmsEntry",
    "Oauth2Configuration",
    "OutboundService",
    "OutboundServices",
    "OutboundUser",
    "Parameters",
    "RunEvery",
    "S4Tenant",
    "ServiceInstance",
    "ServiceKey",
    "ServiceKeyUaa",
    "Stop",
    "Track",
    "Transport",
    "TransportNode",
    "TransportRoute",
    "Uaa",
    "XsSecurity",
]
