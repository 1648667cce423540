"""Users of communication systems, as OData gives them: those with which a tenant calls, and is called."""

from __future__ import annotations

import re
from typing import Final

from calm_lint.evidence.odata import Row, placed
from calm_lint.evidence.records import Fields, Origin, Seen, Unplaced
from calm_lint.model.users import BASIC, MTLS

# The documented values, and what the screen shows for them. On SAP's current screen, OAuth 2.0 with mTLS is the
# method OAuth 2.0 with the Client Authentication mTLS.
_METHODS: Final = {
    "x509": "SSL Client Certificate",
    "basic": "User ID and Password",
    "none": "None",
    "oauth2": "OAuth 2.0",
    "oauth1": "OAuth 1.0",
    "princ_prop": "Principal Propagation",
    "oauth2_mtls": "OAuth 2.0",
    "sso2": "SSO2",
}
_CLIENT_AUTHENTICATION: Final = {"basic": BASIC, "mtls": MTLS, "jwt": "JWT"}

_OUTBOUND: Final = {
    "authmethod": "authentication_method",
    "authenticationmethod": "authentication_method",
    "oauth2clientid": "client_id",
    "oauth2clientauthenticationmethod": "client_authentication",
    "certificateid": "client_certificate",
}
_INBOUND: Final = {
    "authmethod": "authentication_method",
    "authenticationmethod": "authentication_method",
    "username": "user_name",
    "oauth2clientid": "client_id",
}
_KNOWN: Final = re.compile(
    r"communicationsystemid|communicationarrangementuuid|(?:in|out)bound(?:user)?uuid|uuid|id|userid|username"
    r"|oauth2granttype|oauth2refreshtoken\w*|oauth2saml2identifier|lastchanged\w*|password\w*"
)


def user(row: Row, *, inbound: bool, origin: Origin, unplaced: list[Unplaced]) -> Fields:
    """Return the fields of a user.

    Args:
        row: the user.
        inbound: whether the tenant is called with it.
        origin: the file.
        unplaced: gets what has no place.
    """
    fields = placed(row, _INBOUND if inbound else _OUTBOUND, _KNOWN, origin, unplaced)
    method = fields.get("authentication_method")
    if method and method.value is not None:
        code = str(method.value).lower()
        label = _METHODS.get(code)
        if label is None:
            unplaced.append(Unplaced(origin.file, method.pointer, "is no Authentication Method that is documented"))
            del fields["authentication_method"]
        else:
            fields["authentication_method"] = Seen(label, method.pointer, origin)
        if code == "oauth2_mtls" and not inbound:
            fields.setdefault("client_authentication", Seen("mtls", method.pointer, origin))
    authentication = fields.get("client_authentication")
    if authentication and authentication.value is not None:
        label = _CLIENT_AUTHENTICATION.get(str(authentication.value).lower())
        if label is None:
            unplaced.append(
                Unplaced(origin.file, authentication.pointer, "is no Client Authentication that is documented")
            )
            del fields["client_authentication"]
        else:
            fields["client_authentication"] = Seen(label, authentication.pointer, origin)
    return fields


def direction(row: Row) -> str:
    """Return whether a user is for `inbound` or `outbound` communication, empty if its properties do not tell."""
    keys = row.by_letters().keys()
    for word in ("inbound", "outbound"):
        if any(key.startswith(word) for key in keys) or word in row.context.lower():
            return word
    if keys & {"oauth2clientauthenticationmethod", "certificateid"}:
        return "outbound"
    return "inbound" if keys & {"userid", "oauth2granttype"} else ""
