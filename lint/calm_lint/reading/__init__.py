"""From bytes to documents with positions. Nothing here knows SAP."""
