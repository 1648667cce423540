"""Rules about SAP Cloud Transport Management: its services, their destinations, nodes and routes."""
