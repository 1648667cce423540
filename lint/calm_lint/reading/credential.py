"""What reading a binding credential gives."""

from collections.abc import Callable
from typing import NamedTuple


class Credential(NamedTuple):
    """What came of reading a binding credential.

    Attributes:
        content: the JSON object, empty if the file cannot be used.
        fault: why it cannot be used, in words that hold nothing of its content; empty if it can.
        missing: whether there is no such file.
        exposed: whether it holds a secret in a git repository that does not ignore it.
    """

    content: dict[str, object]
    fault: str = ""
    missing: bool = False
    exposed: bool = False


CredentialReader = Callable[[str], Credential]
