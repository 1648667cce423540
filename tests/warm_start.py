"""A process that has imported calm-lint and forks for each run, which takes a fifth of the time of a new process.

A fork is a process of its own: with its arguments, its folder, its environment and its exit code. What Python itself
takes from the environment, it takes at its start: such runs need a new process.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

# A message to the process, which has to be sent in one piece.
_LARGEST = 100_000
_SECONDS = 60


class WarmStart:
    """The process that forks, and the way to it."""

    def __init__(self, program: str, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._channel.settimeout(_SECONDS)
        with theirs:
            command = [sys.executable, __file__, program, str(theirs.fileno())]
            # Its pipes are for Python, which looks at its start what it writes to.
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(
                command,
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        atexit.register(self._end)

    def _end(self) -> None:
        self._channel.close()
        self._process.communicate()

    def takes(self, args: Sequence[str], env: Mapping[str, str]) -> bool:
        """Return whether a run differs from one in a new process by nothing but its time."""
        if any(name.startswith(("PYTHON", "LC_", "LANG", "TZ", "LD_")) for name in env):
            return False
        return len(self._message(args, ".", env)) < _LARGEST // 2

    def run(
        self, args: Sequence[str], stdin: bytes, folder: str | Path, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the program in a fork.

        Raises:
            TimeoutError: the run takes longer than a minute.
        """
        message = self._message(args, os.path.abspath(folder), {**self._environment, **env})
        (read_in, write_in), (read_out, write_out), (read_err, write_err) = os.pipe(), os.pipe(), os.pipe()
        socket.send_fds(self._channel, [message], [read_in, write_out, write_err])
        for descriptor in (read_in, write_out, write_err):
            os.close(descriptor)
        with ThreadPoolExecutor(3) as pool:
            pool.submit(_write, write_in, stdin)
            out, err = pool.submit(_read, read_out), pool.submit(_read, read_err)
            try:
                code = int(self._channel.recv(_LARGEST))
            except (OSError, ValueError):
                os.killpg(self._process.pid, signal.SIGKILL)
                raise
        return subprocess.CompletedProcess(list(args), code, out.result(), err.result())

    @staticmethod
    def _message(args: Sequence[str], folder: str, env: Mapping[str, str]) -> bytes:
        return json.dumps([args, folder, dict(env)]).encode()


@cache
def warm_start(program: str, **environment: str) -> WarmStart:
    """Return the process of this session that forks, and start it where there is none yet."""
    return WarmStart(program, environment)


def _write(descriptor: int, content: bytes) -> None:
    # The program need not read it all.
    with suppress(BrokenPipeError), open(descriptor, "wb") as pipe:
        pipe.write(content)


def _read(descriptor: int) -> bytes:
    with open(descriptor, "rb") as pipe:
        return pipe.read()


def _serve(program: str, channel: socket.socket) -> None:
    """Fork for each message; the fork returns, to run the program."""
    while True:
        message, descriptors, _, _ = socket.recv_fds(channel, _LARGEST, 3)
        if not message:
            sys.exit()
        if child := os.fork():
            for descriptor in descriptors:
                os.close(descriptor)
            channel.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
            continue
        channel.close()
        for number, descriptor in enumerate(descriptors):
            os.dup2(descriptor, number)
            os.close(descriptor)
        args, folder, environment = json.loads(message)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv[:] = [program, *args]
        return


def _import_all() -> None:
    # Third parties are imported only where they are used.
    for name in ("click", "jinja2", "jsonschema", "yaml"):
        import_module(name)
    for name in ("calm_lint", "calm_lint_rules", "calm_lint_schemas"):
        for module in pkgutil.walk_packages(import_module(name).__path__, f"{name}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    # As for the console script: the first folder of modules is that of the program.
    sys.path[0] = os.path.dirname(sys.argv[1])
    _import_all()
    _serve(sys.argv[1], socket.socket(fileno=int(sys.argv[2])))
    from calm_lint.cli import main

    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    sys.stdout.flush()
    sys.stderr.flush()
    # At its end, Python would free all that was imported, which takes four fifths of a short run.
    assert isinstance(code, int)
    os._exit(code)
