"""Plain text: files' contents, limits and what messages need. Nothing here knows YAML."""
