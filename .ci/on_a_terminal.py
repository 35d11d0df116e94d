"""Type a command on a pseudo-terminal with an empty HOME; note the app's address once it answers.

Usage: on_a_terminal.py FOLDER COMMAND FILE-FOR-THE-ADDRESS. Nothing is ever typed back: a command
that asks a question hangs here and fails the gate.
"""

import os
import pty
import re
import signal
import sys
import tempfile
import urllib.request
from pathlib import Path

ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+")
folder, command, address_file = sys.argv[1:]

with tempfile.TemporaryDirectory() as home:
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        kept = {name: os.environ[name] for name in os.environ if not name.startswith("XDG_")}
        os.execvpe("bash", ["bash", "-c", command], {**kept, "HOME": home})  # noqa: S606, S607
    signal.signal(signal.SIGTERM, lambda *_: (os.kill(child, signal.SIGTERM), sys.exit(0)))
    seen, said = b"", False
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            part = b""
        if not part:
            sys.exit(1)
        sys.stderr.buffer.write(part)
        sys.stderr.flush()
        seen += part
        found = ADDRESS.search(seen)
        if found and not said:
            url = found[0].decode()
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=30) as answer:  # noqa: S310
                said = answer.status == 200
            Path(address_file).write_text(url, encoding="utf-8")
