"""Rules about the file itself: syntax, form, ids, references, secrets, placeholders and suppressions."""
