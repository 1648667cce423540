"""How a file is linted: its configuration and the command line."""
