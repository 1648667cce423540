"""A binding credential in the form that the SAP BTP cockpit downloads, for examples."""

CREDENTIAL = """
{
  "endpoints": {"Api": "https://eu10.alm.cloud.sap/api"},
  "uaa": {
    "url": "https://acme.authentication.eu10.hana.ondemand.com",
    "clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789",
    "clientsecret": "an-invented-secret"
  }
}
"""
