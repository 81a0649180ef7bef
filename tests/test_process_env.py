# SPDX-License-Identifier: MIT
"""Before anything else: no variable moves or prints keys, no fault says what it holds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from keyready.process_env import persons_environment

SOURCE = Path(__file__).parent.parent / "desktop"
KEY = "sk-EXAMPLE-of-a-key-in-an-exception-WXYZ"


def run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"from keyready import process_env\n{program}"],
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_variables_that_choose_a_store_or_log_pastes_are_dropped_here_but_not_forgotten() -> None:
    dropped = {
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "KEYRING_PROPERTY_PREFERRED_COLLECTION": "/session",
        "QT_LOGGING_RULES": "*=true",
    }
    program = """
import json, os
before = dict(os.environ)
environment = process_env.prepare()
print(json.dumps([dict(environment) == before, list(os.environ)]))
"""
    is_whole, names = json.loads(run(program, **dropped).stdout)
    assert is_whole
    assert not dropped.keys() & set(names)


@pytest.mark.parametrize(
    "fault",
    [
        f"raise ValueError('{KEY}')",
        f"import threading; t = threading.Thread(target=int, args=('{KEY}',)); t.start(); t.join()",
        f"class Odd:\n    def __del__(self): raise ValueError('{KEY}')\nOdd()",
    ],
    ids=["main", "thread", "finaliser"],
)
def test_a_fault_is_reported_by_its_type_and_place_only(fault: str) -> None:
    done = run(f"process_env.prepare()\n{fault}")
    assert "Keyready has a fault: ValueError" in done.stderr
    assert KEY not in done.stdout + done.stderr


def test_h41_a_fault_and_an_abort_are_told_without_the_key_in_a_debugging_environment() -> None:
    program = f"""
import os
process_env.prepare()
from PySide6.QtCore import QCoreApplication, QTimer
application = QCoreApplication([])
def in_a_slot(key="{KEY}"):
    raise ValueError(key)
QTimer.singleShot(0, in_a_slot)
QTimer.singleShot(1, os.abort)
application.exec()
"""
    talkative = {"QT_LOGGING_RULES": "*=true", "PYTHONDEVMODE": "1", "PYTHONFAULTHANDLER": "1"}
    done = run(program, **talkative)
    assert "Keyready has a fault: ValueError" in done.stderr
    assert "Aborted" in done.stderr
    assert KEY not in done.stdout + done.stderr


def test_nothing_is_logged_however_talkative_a_library_is_made() -> None:
    program = f"""
import logging
process_env.prepare()
process_env.keep_no_log()
logging.basicConfig(level=logging.DEBUG)
for name in ("", "urllib3.connectionpool", "keyring", "asyncio", "keyready"):
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    logger.critical("Authorization: Bearer {KEY}")
"""
    done = run(program)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def a_core_would_be_written_here() -> bool:
    pattern = Path("/proc/sys/kernel/core_pattern")
    if not pattern.exists() or set(pattern.read_text()) & {"/", "|"}:
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)[1] != 0


CRASH = """
import os, resource
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
key = "-".join(["sk", "EXAMPLE"] + ["WXYZ"] * 8)
prepare()
os.abort()
"""
KEY_IN_MEMORY = b"sk-EXAMPLE" + b"-WXYZ" * 8


@pytest.mark.skipif(
    not a_core_would_be_written_here(), reason="cores are forbidden here, or go to a service"
)
@pytest.mark.parametrize("prepares", [True, False], ids=["as we start", "without that"])
def test_a_crash_writes_no_core_because_we_forbid_it(prepares: bool, tmp_path: Path) -> None:
    program = CRASH.replace("prepare()", "process_env.prepare()" if prepares else "")
    assert run(f"import os; os.chdir({str(tmp_path)!r})\n{program}").returncode == -signal.SIGABRT
    cores = [file.read_bytes() for file in tmp_path.iterdir()]
    assert [KEY_IN_MEMORY in core for core in cores] == ([] if prepares else [True])


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX has core dumps")
def test_the_limit_for_cores_is_zero() -> None:
    program = "import resource; process_env.prepare(); print(resource.getrlimit(4)[0])"
    assert run(program).stdout.strip() == "0"


@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX")
def test_children_of_the_bundle_get_the_persons_own_paths() -> None:
    bundle = Path("/opt/keyready")
    in_bundle = {
        "HOME": "/home/ada",
        "LD_LIBRARY_PATH": "/opt/keyready/_internal",
        "LD_LIBRARY_PATH_ORIG": "/home/ada/lib",
        "QT_PLUGIN_PATH": "/opt/keyready/_internal/PySide6/Qt/plugins",
        "PATH": "/opt/keyready/_internal:/usr/bin:/opt/keyready-not/bin",
        "_PYI_ARCHIVE_FILE": "/opt/keyready/keyready",
    }
    assert persons_environment(in_bundle, bundle) == {
        "HOME": "/home/ada",
        "LD_LIBRARY_PATH": "/home/ada/lib",
        "PATH": "/usr/bin:/opt/keyready-not/bin",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX")
def test_a_variable_that_only_the_bundle_set_is_gone() -> None:
    assert persons_environment({"LD_LIBRARY_PATH": "/opt/k/_internal"}, Path("/opt/k")) == {}


def test_without_a_bundle_the_environment_is_as_it_is() -> None:
    own = {"LD_LIBRARY_PATH": "/home/ada/lib", "PATH": "/usr/bin"}
    assert persons_environment(own, None) == own


def test_what_qt_starts_finds_the_persons_paths() -> None:
    program = """
import os
process_env.leave_to_children({"LD_LIBRARY_PATH": "/home/ada/lib"})
print([os.environ.get(name) for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "_PYI_X")])
"""
    bundle = {"LD_LIBRARY_PATH": "/opt/k", "QT_PLUGIN_PATH": "/opt/k", "_PYI_X": "1"}
    assert run(program, **bundle).stdout.strip() == "['/home/ada/lib', None, None]"
