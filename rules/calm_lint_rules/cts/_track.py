"""What examples of rules about a track have in common."""

from __future__ import annotations

TRACK = """\
domain_name: DOMAIN_PRD
systems:
  - sid: DEV
    role: development
    alm_setup:
      - client: "000"
        tasks:
          - "Transports: Read"
          - "Transports: Import"
          - "Transports: Read Landscape"
      - client: "100"
        tasks:
          - "Transports: Create & Export (client-specific)"
  - sid: PRD
    role: production
    alm_setup:
      - client: "000"
        tasks:
          - "Transports: Read"
          - "Transports: Import"
          - "Transports: Read Landscape"
tracks:
  - name: main
    systems:
      - DEV:100
      - PRD:300
"""
"""A domain with a track of two systems that are set up right."""
