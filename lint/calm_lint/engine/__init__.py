"""From one file to its violations."""
