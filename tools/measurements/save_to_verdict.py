# SPDX-License-Identifier: MIT
"""From Enter in the paste field to the verdict on the screen / curl, the same request.

The window is the real one and has been open for a moment, as when a person comes back with a
key. Both ask one https server that answers 300 ms late, and trust the system's authorities and
that server's own. curl is timed as a person would time it: from its start to its end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trustme
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from keyready import app as program
from keyready.core.verdict import Cause
from keyready.ui.entry.key_flow import KeyFlow
from keyready.ui.entry.key_panel import KeyPanel
from keyready.ui.main_window import MainWindow

KEY = "sk-EXAMPLE-" + "a1B2" * 10
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")  # Debian's
RUNS = int(sys.argv[1])


def trusted_server(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """The server and its address; this process and its children trust it from now on."""
    authority = trustme.CA()
    certificate, all_trusted = folder / "server.pem", folder / "trusted.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(certificate)
    all_trusted.write_bytes(AUTHORITIES.read_bytes() + authority.cert_pem.bytes())
    os.environ["SSL_CERT_FILE"] = os.environ["CURL_CA_BUNDLE"] = str(all_trusted)
    command = [sys.executable, str(Path(__file__).with_name("slow_server.py")), str(certificate)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    return server, f"https://localhost:{server.stdout.readline().strip()}/v1"


def curl(address: str) -> float:
    command = ["curl", "--silent", "--fail", "--ipv4", "--output", os.devnull]
    start = time.perf_counter()
    subprocess.run(
        [*command, "-H", f"Authorization: Bearer {KEY}", f"{address}/models"], check=True
    )
    return time.perf_counter() - start


def until(signal: Any, act: Callable[[], object]) -> Any:
    """Acts, and gives what the signal then brings."""
    loop = QEventLoop()
    brought: list[Any] = []
    connection = signal.connect(lambda *values: (brought.extend(values), loop.quit()))
    act()
    loop.exec()
    signal.disconnect(connection)
    return brought[0] if brought else None


def save_and_check() -> float:
    panel = next(w for w in QApplication.allWidgets() if isinstance(w, KeyPanel))
    flow = panel.findChild(KeyFlow)
    assert flow is not None
    panel.field.setText(KEY)
    start = time.perf_counter()
    checked = until(flow.judged, lambda: QTest.keyClick(panel.field, Qt.Key.Key_Return))
    QApplication.processEvents()  # the card is painted
    taken = time.perf_counter() - start
    assert checked.verdict.cause is Cause.ACCEPTED, checked.verdict.cause
    until(flow.lost, flow.remove)
    return taken


def measure(address: str) -> None:
    pairs = [(save_and_check(), curl(address)) for _ in range(RUNS)]
    print(json.dumps({"verdict": pairs}))
    QApplication.quit()


def main() -> None:
    run = QApplication.exec

    def run_and_measure(_: object) -> int:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        window.filled.connect(lambda: QTimer.singleShot(500, lambda: measure(address)))
        return run()

    QApplication.exec = run_and_measure  # type: ignore[method-assign,assignment]
    with tempfile.TemporaryDirectory() as folder:
        server, address = trusted_server(Path(folder))
        os.environ["OPENAI_BASE_URL"] = address
        try:
            program.main([])
        finally:
            server.kill()


main()
