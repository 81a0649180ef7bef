# SPDX-License-Identifier: MIT
"""Parts of a page that are made when they are first needed, because most never are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from keyready.ui.look.bricks import put_in_order

W = TypeVar("W", bound=QWidget)


class Late(QWidget, Generic[W]):
    """Keeps the place of such a part, in a layout and for the tabulator."""

    def __init__(self, make: Callable[[], W]) -> None:
        super().__init__()
        self._make = make
        self.is_made = False
        # Nobody comes to what is hidden, but Qt puts nothing behind what takes no focus.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    @cached_property
    def part(self) -> W:
        """Visible, unless it was made hidden."""
        self.is_made = True
        part = self._make()
        is_hidden = part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        inside = _in_order(part)
        layout = cast(QWidget, self.parentWidget()).layout()
        cast(QLayout, layout).replaceWidget(self, part)
        put_in_order(self, inside)
        if not is_hidden:
            part.show()  # now, so that the keyboard can go to it; a layout would do it later
        return part


def grow_like(page: QWidget, former: QWidget) -> None:
    """Make on `page` the parts that were made on `former`, which the same code built."""
    for at, late in enumerate(former.findChildren(Late)):
        if late.is_made:
            _ = page.findChildren(Late)[at].part  # asked anew: there can be more within a part


def _in_order(part: QWidget) -> list[QWidget]:
    """What the tabulator comes to, in its order. Only before the part is in a window."""
    found: list[QWidget] = []
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        found.append(widget)
        widget = widget.nextInFocusChain()
    return [one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
