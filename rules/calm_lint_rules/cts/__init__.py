"""Rules about the Change and Transport System: domains, systems, tracks, and the setup in each client."""
