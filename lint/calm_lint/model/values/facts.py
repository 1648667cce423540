"""What SAP fixes, each value once, with the page that says so and the day on which it was read there.

SAP changes its pages. To review a fact, read its page again, and give the fact the day as `read_on`.
"""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeVar

V = TypeVar("V")

EDITIONS: Final = ("2025-05-14", "2026-01-14", "after 2026-06-10")
"""The editions of the setup guide that rules and facts name, by the days of publication. The last one brought mTLS."""

_CURRENT = EDITIONS[-1]
_GUIDE = "SAP S/4HANA Cloud Public Edition (a4238a9)"
_CREDENTIALS = "Getting the Binding Credentials of the SAP Cloud ALM API Service Instance"
_CTMS = "SAP Cloud Transport Management Service (8b4af2f)"
_ON_PREMISE = "SAP S/4HANA Cloud Private Edition and On-Premise Systems (5aa24f0)"
_SYSTEMS = "Setting Up the Managed Systems (21e0843)"
_ECP = "Transport Management Setup for Employee Central Payroll (bd23fb3)"
_INSTANCE = "Enabling SAP Cloud ALM API (704b5dc)"
_READ = date(2026, 11, 30)
_YEAR = timedelta(days=365)


class Fact(NamedTuple):
    """Something that SAP fixes.

    Attributes:
        name: what it is, in a few words.
        value: the value, of which rules and pages make use.
        page: the title of SAP's page, with the first digits of its id if it has one.
        section: the part of the page.
        edition: the edition of the page, empty if it has none.
        read_on: the day on which it was last read there.
        review_by: the last day on which it counts without being read again.
    """

    name: str
    value: object
    page: str
    section: str
    edition: str
    read_on: date
    review_by: date

    def is_past(self, today: date) -> bool:
        """Return whether it should have been read again before a day."""
        return today > self.review_by


class NameLimit(NamedTuple):
    """What a name may consist of.

    Attributes:
        longest: how many characters it may have.
        characters: these, as between the brackets of a regular expression.
    """

    longest: int
    characters: str

    def allows(self, name: str) -> bool:
        """Return whether a name is within the limit; an empty one is not."""
        return re.fullmatch(f"[{self.characters}]{{1,{self.longest}}}", name) is not None

    def __str__(self) -> str:
        characters = self.characters.replace(r"\\", "\\")
        return f"1 to {self.longest} of {characters}"


FACTS: Final[list[Fact]] = []
"""All facts, in the order of this module."""


def _fact(name: str, value: V, page: str, section: str, edition: str = "", *, read_on: date = _READ) -> V:
    FACTS.append(Fact(name, value, page, section, edition, read_on, read_on + _YEAR))
    return value


# Regions and hosts
REGIONS: Final = _fact(
    "regions of SAP Cloud ALM",
    frozenset({"ap10", "ca10", "cn20", "eu10", "eu11", "eu20", "jp10", "us10"}),
    "Region-Specific IP Address Ranges (dc1085a)",
    "IP Addresses Specific to SAP Cloud ALM",
)
CHINA: Final = _fact(
    "region with hosts of its own",
    "cn20",
    "Region-Specific IP Address Ranges (dc1085a)",
    "IP Addresses Specific to SAP Cloud ALM",
)
CHINA_DOMAIN: Final = _fact(
    "domain of the hosts in China", "platform.sapcloud.cn", "SAP BTP documentation (f344a57)", "Regions"
)
API_DOMAIN: Final = _fact(
    "domain of the API",
    "alm.cloud.sap",
    "Troubleshooting for ABAP Systems (cb82fd2)",
    "SSL handshake with .....alm.cloud.sap:443 failed",
)
# In the forms of hosts, what stands in brackets may be left out.
API_HOST: Final = _fact(
    "host of the API",
    f"[<zone>.]<region>.{API_DOMAIN}",
    "SAP Cloud Transport Management Service (8b4af2f)",
    "URL of the endpoint",
)
API_PATH: Final = _fact("path of endpoints.Api", "/api", _GUIDE, "Procedure 2.3", _CURRENT)
TOKEN_HOST: Final = _fact(
    "host of the authorization server",
    "<zone>.authentication.<region>.hana.ondemand.com",
    _GUIDE,
    "Procedure 2.4",
    _CURRENT,
)
CERTIFICATE_HOST: Final = _fact(
    "host of the authorization server for mTLS",
    "<zone>.authentication.cert.<region>.hana.ondemand.com",
    "How to Configure the Communication System for SAP_COM_0A69 (7d691a0)",
    "step 9",
)
TOKEN_PATH: Final = _fact("path that issues tokens", "/oauth/token", _GUIDE, "Procedure 2.4", _CURRENT)
SERVICE_ZONES: Final = _fact(
    "zones that issue no tokens",
    ("api", "internal-xsuaa"),
    "Managing Your Service Credentials (87b7851)",
    "apiurl and sburl of the credentials",
)

# Communication systems and arrangements
PORT: Final = _fact("Port", 443, _GUIDE, "Procedure 2.3, 5", _CURRENT)
OUTBOUND_METHOD: Final = _fact(
    "Authentication Method of outbound users", "OAuth 2.0", _GUIDE, "Procedure 4.2", _CURRENT
)
INBOUND_METHOD: Final = _fact(
    "Authentication Method of inbound users", "SSL Client Certificate", _GUIDE, "Procedure 3.2", _CURRENT
)
SCENARIO: Final = _fact("Scenario ID", "SAP_COM_0690", _GUIDE, "Procedure 5", _CURRENT)
SERVICES: Final = _fact(
    "outbound services",
    ("export", "import", "retry", "status_change"),
    _GUIDE,
    "Information About Available Outbound Services",
    _CURRENT,
)
RUN_EVERY: Final = _fact("Run Every", "5 minutes", _GUIDE, "Procedure 5", _CURRENT)
ARRANGEMENT_NAME: Final = _fact(
    "Arrangement Name", NameLimit(80, "A-Za-z0-9_-"), "Communication Management", "Arrangement Name"
)

# Credentials
MONITORING_SINCE: Final = _fact(
    "first day of tenants with credentials for monitoring",
    date(2023, 6, 12),
    "Retrieving Service Credentials (448f9f1)",
    "Between June 12, 2023 and October 16, 2023",
)
CREDENTIALS_SINCE: Final = _fact(
    "first day of tenants with all credentials", date(2023, 10, 16), _GUIDE, _CREDENTIALS, _CURRENT
)
NO_INSTANCE_SECRETS_SINCE: Final = _fact(
    "first day of tenants without instance secrets",
    date(2026, 1, 19),
    "Retrieving Access Tokens with mTLS (5578ec4)",
    "Starting with January, 19, 2026",
)
AUTHORITIES: Final = _fact(
    "authorities of an instance",
    ("$XSMASTERAPPNAME.imp-cdm-feature-display-ui", "$XSMASTERAPPNAME.imp-cdm-feature-manage-ui"),
    _GUIDE,
    _CREDENTIALS,
    _CURRENT,
)
INSTANCE_NAME: Final = _fact("Instance Name", NameLimit(32, "A-Za-z0-9._-"), _INSTANCE, "Create or Update an Instance")
XSAPPNAME: Final = _fact(
    "xsappname",
    NameLimit(100, r"A-Za-z0-9_/\\-"),
    "Application Security Descriptor Configuration Syntax (517895a)",
    "Naming Conventions",
)
AUTOMATIC_BINDING_NAME: Final = _fact(
    "name of an automatic credential", "<system ID>_<client>_<system number>", _INSTANCE, "Create a Binding"
)

# SAP Cloud Transport Management
CTMS_HOST: Final = _fact(
    "host of SAP Cloud Transport Management",
    "<name>.ts.cfapps.<region>.hana.ondemand.com",
    _CTMS,
    "URL of the destination",
)
CTMS_DESTINATION: Final = _fact("prefix of a destination to a service", "CALM_FTR_CTMS_", _CTMS, "Name")
CTMS_AUTHENTICATION: Final = _fact(
    "Authentication of a destination to a service", "OAuth2ClientCredentials", _CTMS, "Authentication"
)
CTMS_LEGACY_PATH: Final = _fact(
    "path of the legacy integration", "/imp-cdm-transport-management-api/v1", _CTMS, "Legacy Procedure, step 3"
)
SOURCE_SYSTEM_ID: Final = _fact("property that names the source node", "sourceSystemId", _CTMS, "Additional Properties")

# The Change and Transport System
SETUP_CLIENT: Final = _fact("client in which the setup is always performed", "000", _SYSTEMS, "Note")
CTC: Final = _fact("transport parameter", "CTC=1", _ON_PREMISE, "It's mandatory to set CTC=1")
PROXY_HOST: Final = _fact(
    "Proxy Host of a system that SAP hosts", "proxy", _SYSTEMS, "Configuring the PUSH Data Provider, step 4.3.6"
)
PROXY_PORT: Final = _fact(
    "Proxy Port of a system that SAP hosts", 3128, _SYSTEMS, "Configuring the PUSH Data Provider, step 4.3.7"
)
TASKS: Final = _fact(
    "use case tasks",
    (
        "Transports: Read Landscape",
        "Transports: Read",
        "Transports: Import",
        "Transports: Create & Export (client-specific)",
        "Transports: Check",
        "Transports: Export Checks (client-specific)",
        "Transports: Retrofit (client-specific)",
    ),
    _SYSTEMS,
    "Activating the Use Case Transports",
)
OLD_TASKS: Final = _fact(
    "names of tasks before ST-PI 740 SP27",
    ("Read Transport Landscape", "Manage Transports", "Import Transports", "Manage Transport per Client"),
    _SYSTEMS,
    "With ST-PI 740 SP 27, the names of the tasks have been changed",
)
NEW_TASKS_SINCE: Final = _fact(
    "first ST-PI with the names of tasks",
    "740 SP27",
    _SYSTEMS,
    "With ST-PI 740 SP 27, the names of the tasks have been changed",
)
CHECK_SINCE: Final = _fact("first ST-PI with Check", "740 SP27", _SYSTEMS, "Activating the Use Case Transports")
SETUP_MTLS_SINCE: Final = _fact("first ST-PI with mTLS", "740 SP29", _SYSTEMS, "Authorizations")
EXPORT_CHECKS_SINCE: Final = _fact(
    "first ST-PI with Export Checks", "740 SP30", _SYSTEMS, "Activating the Use Case Transports"
)
RETROFIT_SINCE: Final = _fact("first ST-PI with Retrofit", "740 SP31", _SYSTEMS, "Setting up Retrofit, Prerequisites")
SAP_BASIS_SINCE: Final = _fact("first SAP_BASIS", "740 SP09", _SYSTEMS, "Technical Prerequisites")
ECP_SERVICE_TYPE: Final = _fact(
    "Service Type of Employee Central Payroll", "SAP SuccessFactors Employee Central Payroll", _ECP, "Service Type"
)
ECP_DEPLOYMENT_MODEL: Final = _fact(
    "Deployment Model of Employee Central Payroll", "SAP Public Cloud", _ECP, "Deployment Model"
)

# Destinations
ATO_DESTINATION: Final = _fact("prefix of a destination to the ATO", "CALM_FTR_ATO_", _GUIDE, "Procedure 6.5", _CURRENT)
DESTINATION_AUTHENTICATION: Final = _fact(
    "Authentication of such a destination", "ClientCertificateAuthentication", _GUIDE, "Procedure 6.6", _CURRENT
)
