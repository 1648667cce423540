"""What a right landscape says, environment by environment, for completing examples of rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from calm_lint.model import (
    AlmArrangement,
    AlmSetup,
    AlmSystem,
    AlmUser,
    Binding,
    Certificate,
    CloudAlmTenant,
    CtmsService,
    CtsDomain,
    CtsSystem,
    Destination,
    Endpoints,
    InboundUser,
    Landscape,
    LmsEntry,
    OutboundService,
    S4Tenant,
    ServiceInstance,
    ServiceKey,
    ServiceKeyUaa,
    Transport,
    Uaa,
)
from calm_lint.model.entity import Entity

_Entries = Mapping[type[Entity], str]


class Environment(NamedTuple):
    """What a right landscape with one transport environment says.

    Attributes:
        entries: what an entity of each type says, less the entities in it.
        required: the types of the entities that the entity around them has to have.
    """

    entries: _Entries
    required: frozenset[type[Entity]]


_CLOUD_ALM: Final = (CloudAlmTenant, Binding, Endpoints, Uaa)

_ENTRIES: Final[_Entries] = {
    Landscape: "format: 1",
    CloudAlmTenant: """
        id: calm-prod
        usage: productive
        region: eu10
        provisioned_on: 2023-11-20
        """,
    Binding: "",
    Endpoints: "Api: https://eu10.alm.cloud.sap/api",
    Uaa: """
        url: https://acme.authentication.eu10.hana.ondemand.com
        clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
        """,
    ServiceInstance: """
        name: calm-deploy
        parameters:
          xs-security:
            xsappname: calm-deploy
            authorities:
              - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
              - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
        """,
    S4Tenant: """
        id: prod
        role: production
        connected_on: 2024-01-15
        """,
    AlmSystem: """
        system_id: CALM_PROD
        system_name: SAP Cloud ALM of Acme
        host_name: eu10.alm.cloud.sap
        port: 443
        token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
        """,
    AlmUser: """
        authentication_method: OAuth 2.0
        client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
        client_secret: ${CALM_PROD_SECRET}
        """,
    AlmArrangement: """
        arrangement_name: SAP_COM_0690_CALM_ATO
        scenario: SAP_COM_0690
        communication_system: CALM_PROD
        """,
    OutboundService: """
        service_status: active
        port: 443
        run_every: 5 minutes
        """,
    Transport: """
        request: ABCK900123
        status: released
        exported_on: 2024-02-01
        """,
}

# What of these is different in a landscape that is connected with mTLS.
_MTLS_ENTRIES: Final[_Entries] = {
    **_ENTRIES,
    S4Tenant: """
        id: prod
        role: production
        connected_on: 2024-01-15
        global_tenant_id: 745588200
        """,
    AlmSystem: """
        system_id: CALM_PROD
        system_name: SAP Cloud ALM of Acme
        host_name: eu10.alm.cloud.sap
        port: 443
        token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
        mtls_endpoint: https://acme.authentication.cert.eu10.hana.ondemand.com/oauth/token
        """,
    InboundUser: """
        authentication_method: SSL Client Certificate
        user_name: CALM_ATO_INBOUND
        certificate: calm-mtls
        """,
    AlmUser: """
        authentication_method: OAuth 2.0
        client_authentication: mTLS
        client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
        client_certificate: calm-mtls
        """,
    Certificate: """
        id: calm-mtls
        key_store: calm-mtls.pfx
        """,
    Destination: """
        name: CALM_FTR_ATO_745588200
        url: https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport
        authentication: ClientCertificateAuthentication
        key_store_location: calm-mtls.pfx
        """,
}

_CTMS_ENTRIES: Final[_Entries] = {
    **_ENTRIES,
    CtmsService: """
        id: ctms-main
        usage: productive
        """,
    ServiceKey: "uri: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com",
    ServiceKeyUaa: """
        url: https://acme-admin.authentication.eu10.hana.ondemand.com
        clientid: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
        """,
    Destination: """
        name: CALM_FTR_CTMS_FEATURES
        ctms_service: ctms-main
        url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
        authentication: OAuth2ClientCredentials
        client_id: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
        client_secret: ${CTMS_MAIN_SECRET}
        token_service_url: https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token
        """,
}

_CTS_ENTRIES: Final[_Entries] = {
    **_ENTRIES,
    CtsDomain: "domain_name: DOMAIN_PRD",
    CtsSystem: """
        sid: PRD
        role: production
        ctc: 1
        """,
    AlmSetup: """
        client: "000"
        token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
        client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
        client_secret: ${CALM_PROD_SECRET}
        root_url: https://eu10.alm.cloud.sap
        tasks:
          - "Transports: Read Landscape"
          - "Transports: Read"
          - "Transports: Import"
        """,
    LmsEntry: """
        name: PRD000
        external_id: "000"
        deployment_model: SAP Public Cloud
        """,
}

_TENANTS: Final = (*_CLOUD_ALM, S4Tenant, AlmSystem, AlmUser, AlmArrangement)
PUBLIC_EDITION: Final = Environment(_ENTRIES, frozenset(_TENANTS))
MTLS: Final = Environment(_MTLS_ENTRIES, frozenset((*_TENANTS, InboundUser, Destination)))
CTMS: Final = Environment(_CTMS_ENTRIES, frozenset((*_CLOUD_ALM, CtmsService, ServiceKeyUaa, Destination)))
CTS: Final = Environment(_CTS_ENTRIES, frozenset((*_CLOUD_ALM, CtsDomain, CtsSystem, AlmSetup)))
