# SPDX-License-Identifier: MIT
"""Keeps the window out of screenshots and screen shares, where the system can do that.

Windows (from version 10 2004 on) leaves it out. macOS does so for older ways of capture only:
ScreenCaptureKit shows it all the same. X11 and Wayland have no such call.
"""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

WDA_EXCLUDEFROMCAPTURE = 0x11  # winuser.h
NS_WINDOW_SHARING_NONE = 0  # NSWindow.h


def keep_out_of_captures(window: QWidget) -> bool:
    """True where the system agreed. For a window that is shown, so that it has its handle."""
    handle = int(window.winId())
    platform = QGuiApplication.platformName()
    if platform == "windows":
        return _on_windows(handle, getattr(ctypes, "windll").user32)  # noqa: B009  # typed there only
    if platform == "cocoa":
        return _on_macos(handle, ctypes.CDLL("/usr/lib/libobjc.A.dylib"))
    return False


def _on_windows(handle: int, user32: Any) -> bool:
    user32.SetWindowDisplayAffinity.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    user32.SetWindowDisplayAffinity.restype = ctypes.c_int
    return bool(user32.SetWindowDisplayAffinity(handle, WDA_EXCLUDEFROMCAPTURE))


def _on_macos(view: int, objc: Any) -> bool:
    """`[[view window] setSharingType: NSWindowSharingNone]`; Qt's handle is an NSView."""
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = (ctypes.c_char_p,)
    send = objc.objc_msgSend
    send.restype, send.argtypes = ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_void_p)
    window = send(view, objc.sel_registerName(b"window"))
    if not window:
        return False
    send.restype, send.argtypes = None, (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
    send(window, objc.sel_registerName(b"setSharingType:"), NS_WINDOW_SHARING_NONE)
    return True
