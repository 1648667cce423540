"""How much calm-lint reads before it gives up."""

from typing import Final, NamedTuple

# libyaml reads no deeper since 0.2.6; where an older one is installed, the same file has to give the same findings.
DEEPEST: Final = 1_000


class Limits(NamedTuple):
    """How much calm-lint takes, so that no file makes it hang or eat the machine.

    Attributes:
        size: bytes of a file.
        depth: collections in one another; `DEEPEST` at most.
        aliases: values that the aliases of a document stand for; ten thousand tenants that share their systems
            stay far below this.
        documents: documents of a file.
        findings: findings that the formats for people list.
    """

    size: int = 64 * 2**20
    depth: int = 100
    aliases: int = 2_000_000
    documents: int = 10_000
    findings: int = 1_000


USUAL: Final = Limits()
