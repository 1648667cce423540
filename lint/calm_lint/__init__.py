"""calm-lint checks how SAP S/4HANA Cloud tenants are connected to SAP Cloud ALM."""

__version__ = "0.1.0"
