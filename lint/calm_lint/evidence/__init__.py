"""What real systems say: importers, one module for each form, and the comparison with a landscape."""
