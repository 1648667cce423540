"""Rules about SAP Cloud ALM: its tenants, their bindings and service instances, whatever is connected to them."""
