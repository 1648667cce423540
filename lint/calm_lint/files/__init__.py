"""The disk: finding, reading and writing files."""
