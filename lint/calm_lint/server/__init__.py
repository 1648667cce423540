"""The language server: what the command line finds, shown in an editor while somebody types.

It lints through `run.session` as the command line does, and writes nothing: an editor applies the edits.
"""
