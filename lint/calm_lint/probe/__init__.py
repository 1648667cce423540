"""Asking the real systems whether a connection works. Only this package uses the network."""
