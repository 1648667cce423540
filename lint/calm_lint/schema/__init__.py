"""Whether a document has the form of a landscape file, and why not."""
