"""What the rules about provisioning dates share."""

from __future__ import annotations

from datetime import date

CREDENTIALS_SINCE = date(2023, 10, 16)
"""Since this day SAP Cloud ALM tenants come with credentials (guide, Getting the Binding Credentials)."""
