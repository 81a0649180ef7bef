# SPDX-License-Identifier: MIT
"""Proves that the parts of an installed or packaged program work where it stands.

A bundle can lack a file, a library or a module that is only loaded when it is needed. Each
check uses the real part: it decodes, draws, encrypts. Nothing here reads a key of the
person's or their keyring.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import platform
import ssl
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from keyready import __version__
from keyready.core.secret import Secret
from keyready.core.verdict import Cause
from keyready.resource_files import resource_folder
from keyready.services.catalog import Catalog
from keyready.services.custody.key_file import FILE_NAME, KeyFile
from keyready.services.custody.system_keychains import system_backend
from keyready.services.files.data_file import FaultyFile
from keyready.services.files.languages import languages
from keyready.services.network.trust import trusting_context


class Failed(Exception):
    """A part does not work. Its text is ours and quotes nothing."""


def report() -> dict[str, Any]:
    """{program, version, frozen, python, system, ok, checks: [{name, ok, detail}]}, for JSON."""
    checks = [_outcome(check) for check in CHECKS]
    return {
        "program": "keyready",
        "version": __version__,
        "frozen": _frozen(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "ok": all(check["ok"] for check in checks),
        "checks": checks,
    }


def main() -> int:
    """Prints the report; 0 when all is well, else 1."""
    outcome = report()
    if sys.stdout is not None:  # a window program of Windows has none
        sys.stdout.write(json.dumps(outcome, indent=2) + "\n")
    return 0 if outcome["ok"] else 1


def _outcome(check: Callable[[], str]) -> dict[str, Any]:
    name = check.__name__.strip("_")
    try:
        return {"name": name, "ok": True, "detail": check()}
    except (Failed, FaultyFile) as failure:
        return {"name": name, "ok": False, "detail": str(failure)}
    except Exception as error:  # noqa: BLE001  # that a part raises at all is the finding
        return {"name": name, "ok": False, "detail": type(error).__name__}


def _words() -> str:
    for language in languages():
        words = Catalog(language).words
        _expect({cause.value for cause in Cause} == words.causes.keys(), f"{language} lacks words")
    return ", ".join(languages())


def _providers() -> str:
    """Every provider, with its rules and its guide in every language."""
    catalogs = [Catalog(language) for language in languages()]
    ids = [provider.id for provider in catalogs[0].providers]
    for catalog in catalogs:
        for provider_id in ids:
            catalog.guide(provider_id)
    _expect("practice" in ids, "practice is not there")
    return ", ".join(ids)


def _tls_roots() -> str:
    context = trusting_context(None)
    # truststore reads the system's roots when a connection begins, so one begins, in memory.
    connection = context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost")
    roots = connection.context.cert_store_stats()["x509_ca"]
    folder = ssl.get_default_verify_paths().capath  # of this, OpenSSL loads what it needs later
    by_the_system = sys.platform in ("win32", "darwin")
    _expect(bool(roots or folder or by_the_system), "no certificates are trusted")
    return f"{ssl.OPENSSL_VERSION}, {roots} roots"


def _keyring() -> str:
    backend = system_backend()
    bare = importlib.util.find_spec("keyrings") is None  # keyrings.alt would be plain files
    _expect(bare or not _frozen(), "a store that is no keyring is in the bundle")
    if sys.platform == "linux":
        return f"{type(backend).__name__}, {_cipher()}"
    module = "keyring.backends." + ("macOS" if sys.platform == "darwin" else "Windows")
    importlib.import_module(module)
    return module


def _cipher() -> str:
    """AES as the Secret Service's sessions use it; its library is loaded only then."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    cipher = Cipher(algorithms.AES(os.urandom(16)), modes.CBC(os.urandom(16)))
    encryptor, decryptor = cipher.encryptor(), cipher.decryptor()
    text = b"sixteen letters."
    secret = encryptor.update(text) + encryptor.finalize()
    _expect(decryptor.update(secret) + decryptor.finalize() == text, "encryption fails")
    return "AES"


def _key_file() -> str:
    """A real file: its passphrase derived, its keys encrypted, and read again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE_NAME)
        maker, key = KeyFile(path), Secret("a key of the self-test")
        maker.make(Secret("a passphrase"))
        with maker.session() as keychain:
            keychain.put("one", key)
        reader = KeyFile(path)
        reader.open(Secret("a passphrase"))
        with reader.session() as keychain:
            _expect(keychain.get("one") == key, "what was encrypted cannot be read")
    return "Argon2id, ChaCha20-Poly1305"


def _icons() -> str:
    # Loaded by name, because nothing but the window may depend on Qt.
    core, gui, svg = (
        importlib.import_module(f"PySide6.Qt{name}") for name in ("Core", "Gui", "Svg")
    )
    files = sorted(resource_folder().glob("icons/*.svg"))
    for file in files:
        picture = gui.QImage(core.QSize(20, 20), gui.QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = gui.QPainter(picture)
        svg.QSvgRenderer(core.QByteArray(file.read_bytes())).render(painter)
        painter.end()
        dots = (picture.pixel(x, y) for x in range(20) for y in range(20))
        _expect(any(dots), f"{file.stem} stays empty")
    _expect(bool(files), "no icons")
    return f"{len(files)} files, Qt {core.qVersion()}"


def _window() -> str:
    """The plug-ins without which no window opens, or nobody can type Korean into it."""
    core = importlib.import_module("PySide6.QtCore")
    folder = core.QLibraryInfo.path(core.QLibraryInfo.LibraryPath.PluginsPath)
    wanted = {
        "linux": (
            "platforms/libqxcb.so",
            "platforminputcontexts/libibusplatforminputcontextplugin.so",
        ),
        "darwin": ("platforms/libqcocoa.dylib",),
        "win32": ("platforms/qwindows.dll",),
    }[sys.platform]
    for plugin in wanted:
        _expect(core.QPluginLoader(f"{folder}/{plugin}").load(), f"{plugin} cannot be loaded")
    return ", ".join(plugin.rpartition("/")[2] for plugin in wanted)


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _expect(condition: bool, failure: str) -> None:
    if not condition:
        raise Failed(failure)


CHECKS = (_words, _providers, _tls_roots, _keyring, _key_file, _icons, _window)
