# SPDX-License-Identifier: MIT
"""The pages that were made: kept as the person left them, and made anew in another language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QWidget

from keyready.ui.look.fold import Fold
from keyready.ui.look.late import grow_like
from keyready.ui.look.sheet import Page
from keyready.ui.paste.secret_field import SecretField
from keyready.ui.tasks import Tasks


class Made(Protocol):
    """A page and what decides over it. `take_over` is given its own kind, at rest, which said the
    same in another language."""

    @property
    def page(self) -> Page: ...

    def take_over(self, former: Any) -> None: ...


M = TypeVar("M", bound=Made)


class Shelf:
    """By place. What was made before the language changed is made anew when it is next wanted.

    As long as a page has work under way it stays: its outcome belongs to it, and a key that is
    being saved must not be lost between two pages.
    """

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._made: dict[str, Made] = {}
        self._outdated: set[str] = set()

    def __contains__(self, place: str) -> bool:
        return place in self._made

    def items(self) -> tuple[tuple[str, Made], ...]:
        return tuple(self._made.items())

    def outdate(self) -> None:
        """The language has changed."""
        self._outdated = set(self._made)

    def wants(self, place: str) -> bool:
        """Is there no page yet, or one that can be made anew now?"""
        if place not in self._made:
            return True
        return place in self._outdated and not self._tasks.work_for(self._made[place].page)

    def _put(self, place: str, made: Made) -> QWidget | None:
        former = self._made.get(place)
        self._made[place] = made
        self._outdated.discard(place)
        if former is None:
            return None
        focus = carry_over(former.page, made.page)
        made.take_over(former)
        former.page.deleteLater()
        return focus

    def drop(self, place: str) -> None:
        """Forget a page, and what the person did there."""
        self._made.pop(place).page.deleteLater()
        self._outdated.discard(place)

    def ready(self, place: str, make: Callable[[], M]) -> tuple[M, QWidget | None]:
        """The page of this place, and which of its widgets has the place of the one that had the
        keyboard's focus on the page that it replaces, if one had it."""
        focus = self._put(place, make()) if self.wants(place) else None
        return cast(M, self._made[place]), focus


def carry_over(former: QWidget, page: QWidget) -> QWidget | None:
    """What a person typed, chose, unfolded and scrolled to on `former` is so on `page` too.

    Both were built by the same code, so their widgets come in the same order. A key goes from
    field to field as a `Secret`. Gives the counterpart of the widget with the focus.
    """
    grow_like(page, former)
    for old, new in _pairs(former, page, QLineEdit):
        if isinstance(old, SecretField) and isinstance(new, SecretField):
            if not old.is_empty():
                new.hold(old.secret())
        elif not old.isReadOnly():
            new.setText(old.text())
    for old_choice, new_choice in _pairs(former, page, QComboBox):
        at = new_choice.findData(old_choice.currentData())
        new_choice.setCurrentIndex(max(at, 0))
    for old_fold, new_fold in _pairs(former, page, Fold):
        new_fold.setChecked(old_fold.isChecked())
    for old_area, new_area in _pairs(former, page, QScrollArea):
        _scroll(new_area, old_area.verticalScrollBar().value())
    focus = QApplication.focusWidget()
    kind = type(focus) if focus is not None else QWidget
    return next((new for old, new in _pairs(former, page, kind) if old is focus), None)


def _scroll(area: QScrollArea, value: int) -> None:
    # Only the layout, a moment later, knows how far one can scroll.
    QTimer.singleShot(0, area, lambda: area.verticalScrollBar().setValue(value))


def _pairs(former: QWidget, page: QWidget, kind: type[Any]) -> list[tuple[Any, Any]]:
    return list(zip(former.findChildren(kind), page.findChildren(kind), strict=False))
