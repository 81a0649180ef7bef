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
    environment = persons_environment(os.environ, _bundle())
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

    Its loader keeps the former LD_LIBRARY_PATH as LD_LIBRARY_PATH_ORIG; what its hook for Qt
    replaced is lost.
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

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
