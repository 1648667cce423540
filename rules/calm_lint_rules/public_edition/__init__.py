"""Rules about SAP S/4HANA Cloud Public Edition: communication systems and arrangements, certificates, destinations."""
