# SPDX-License-Identifier: MIT
"""What must be so in this process before anything else is: `prepare` is the first call of `main`.

Nothing that was set for other purposes may move keys to another store or print them, and a
fault of ours is reported without its text, which can quote a key.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

Environment = Mapping[str, str]

# The first two choose where keyring keeps keys; Qt logs what is pasted when it is told to.
_DROPPED = ("PYTHON_KEYRING_BACKEND", "KEYRING_PROPERTY_", "QT_LOGGING_RULES")

_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
_former_limits: list[tuple[int, int]] = []

# PyInstaller points these into its bundle; programs that we start must not load from there.
_LIBRARY_PATHS = (
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "PATH",
    "QT_PLUGIN_PATH",
    "QML2_IMPORT_PATH",
)


def prepare() -> Environment:
    """Makes the process safe, and gives the environment that the person started it with.

    A process that loads libraries which log calls `keep_no_log` besides.
    """
    environment = persons_environment(_at_start(), _bundle())
    for name in [name for name in os.environ if name.startswith(_DROPPED)]:
        del os.environ[name]
    sys.excepthook = _hook
    sys.unraisablehook = lambda fault: _hook(fault.exc_type, fault.exc_value, fault.exc_traceback)
    threading.excepthook = lambda fault: _hook(fault.exc_type, fault.exc_value, fault.exc_traceback)
    _without_core_dumps()
    return environment


def keep_no_log() -> None:
    """We keep no log, and what libraries write into theirs quotes addresses."""
    import logging  # takes a twentieth of the time in which a program gets its key

    logging.disable()


def leave_to_children(environment: Mapping[str, str]) -> None:
    """From now on programs that Qt starts (the browser) find the person's own library paths.

    For the window, once its libraries are loaded. `environment` is what `prepare` gave.
    """
    for name in (*_LIBRARY_PATHS, *(name for name in os.environ if name.startswith("_PYI_"))):
        if name in environment:
            os.environ[name] = environment[name]
        else:
            os.environ.pop(name, None)


def persons_environment(now: Mapping[str, str], bundle: Path | None) -> dict[str, str]:
    """`now` without what PyInstaller's start added; `bundle` is its folder, None if there is none.

    Its loader keeps the former LD_LIBRARY_PATH as LD_LIBRARY_PATH_ORIG; what its hooks for Qt
    replaced is lost where the system does not tell the environment of the start.
    """
    own = {name: value for name, value in now.items() if not name.startswith("_PYI_")}
    if bundle is None:
        return own
    former = own.pop("LD_LIBRARY_PATH_ORIG", None)
    if former is not None:
        own["LD_LIBRARY_PATH"] = former
    for name in _LIBRARY_PATHS:
        paths = own.pop(name, "").split(os.pathsep)
        kept = os.pathsep.join(p for p in paths if not Path(p).is_relative_to(bundle))
        if kept:
            own[name] = kept
    return own


def _at_start() -> dict[str, str]:
    """Without what was set since then: by Python itself where the locale is "C" (PEP 538), and in
    a bundle by PyInstaller's hooks. Only Linux tells; elsewhere a variable too many is harmless.
    """
    now = dict(os.environ)
    try:
        block = Path("/proc/self/environ").read_bytes()
    except OSError:
        return now
    pairs = (one.partition(b"=") for one in block.split(b"\0") if b"=" in one)
    former = {os.fsdecode(name): os.fsdecode(value) for name, _, value in pairs}
    if _bundle() is not None:
        return former
    coerced = now.get("LC_CTYPE") in _COERCED and now["LC_CTYPE"] != former.get("LC_CTYPE")
    if coerced:
        del now["LC_CTYPE"]
        now.update({name: value for name, value in former.items() if name == "LC_CTYPE"})
    return now


def _bundle() -> Path | None:
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else None


def _hook(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if not issubclass(kind, (KeyboardInterrupt, SystemExit)):
        report_fault(kind, trace)


def report_fault(kind: type[BaseException], trace: TracebackType | None) -> None:
    """The type of an exception and where it came from; what it says is not even given."""
    if sys.stderr is None:
        return
    import traceback

    frames = "".join(
        f"  {frame.filename}:{frame.lineno} in {frame.name}\n"
        for frame in traceback.extract_tb(trace)
    )
    sys.stderr.write(f"Keyready has a fault: {kind.__name__}\n{frames}")


def _without_core_dumps() -> None:
    if sys.platform != "win32":
        import resource

        former = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, former[1]))
        _former_limits.append(former)


def restore_for_a_program() -> None:
    """What a process passes on besides its environment, as it was before `prepare` and Python."""
    if sys.platform == "win32":
        return
    import resource
    import signal

    for limits in _former_limits[:1]:
        resource.setrlimit(resource.RLIMIT_CORE, limits)
    for name in ("SIGPIPE", "SIGXFSZ", "SIGXFZ"):  # Python ignores these, and an ignored one stays
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_DFL)
