# SPDX-License-Identifier: MIT
"""Decides what step 4 shows of the person's programs: recipes, proofs, and keys that would win."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from keyready.core.phrasing import keyring_trouble
from keyready.core.rivals import Rival
from keyready.core.tool import Recipe, Tool, filled
from keyready.core.words import Words
from keyready.services.catalog import Catalog
from keyready.services.programs.proof import Outcome, Proof
from keyready.services.use import Found, Known, Use
from keyready.ui.cards.verdict_card import CardWords
from keyready.ui.entry.use_panel import RecipeWords, UsePanel
from keyready.ui.tasks import Tasks

TONES = {Outcome.RECEIVED: "good", Outcome.OTHER: "bad"}  # of all others: attention


class UseFlow(QObject):
    """One question at a time. What was proved is told with the name of the program."""

    proved = Signal(str)

    def __init__(self, panel: UsePanel, tasks: Tasks, use: Use, catalog: Catalog) -> None:
        super().__init__(panel)
        self._panel = panel
        self._tasks = tasks
        self._use = use
        self._catalog = catalog
        self._known: Known | None = None
        self._tool: Tool | None = None
        self._recipes: tuple[Recipe, ...] = ()
        self._ticket: int | None = None
        self._said: Callable[[UseFlow], CardWords] | None = None
        self._again: Callable[[UseFlow], None] = UseFlow._look
        panel.needed.connect(self.begin)
        panel.tool_chosen.connect(self.choose)
        panel.prove_asked.connect(self._prove)
        panel.rivals_asked.connect(lambda: self._look())
        panel.folder_asked.connect(self._ask_folder)
        panel.card.action_asked.connect(lambda: self._again(self))
        panel.card.stop_asked.connect(self._stop)

    @property
    def _words(self) -> Words:
        return self._catalog.words

    def begin(self) -> None:
        """Has the programs read, thirty files; not before the panel is seen."""
        if self._known is None:
            self._again = UseFlow.begin
            self._panel.card.hide()
            self._panel.show_busy(True)
            read = partial(self._use.known, self._catalog.folder / "tools")
            self._ticket = self._tasks.run(self, read, self.show_known, self._broke)

    def show_known(self, known: Known) -> None:
        """Fills the list."""
        self._known = known
        self._again = UseFlow._look
        self._panel.show_busy(False)
        self._panel.show_tools({one.id: self._name(one) for one in known.tools})

    def choose(self, tool_id: str) -> None:
        self._stop()
        self._said = None
        if self._known is None:
            return
        tool = next(one for one in self._known.tools if one.id == tool_id)
        self._tool, self._recipes = tool, tool.recipes_in(self._use.shell)
        trap = tool.trap[self._catalog.language]
        if tool.takes == "plain":
            self._panel.show_plain(trap)
            return
        filling = self._use.filling(self._known.helper)
        shown = (
            RecipeWords(self._caption(one), filled(one, filling).strip("\n"), one.way != "nothing")
            for one in self._recipes
        )
        self._panel.show_recipes(shown, trap)

    def take_over(self, former: UseFlow) -> None:
        """Go on with the program that was chosen on `former`, and say the same in other words."""
        if former._known is None or former._tool is None:
            return
        self.show_known(former._known)
        self._panel.choice.setCurrentIndex(self._panel.choice.findData(former._tool.id))
        if former._said is not None:
            self._again = former._again
            self.say(former._said)

    def say(self, said: Callable[[UseFlow], CardWords]) -> None:
        self._said = said
        self._panel.card.show_words(said(self))

    def show_proof(self, proof: Proof) -> None:
        self._panel.show_busy(False)
        self.say(lambda flow: flow._proof_words(proof))
        if proof.outcome is Outcome.RECEIVED and self._tool is not None:
            self.proved.emit(self._name(self._tool))

    def show_rivals(self, found: tuple[Found, ...]) -> None:
        self._panel.show_busy(False)
        self.say(lambda flow: flow._rivals_words(found))

    def _prove(self, number: int) -> None:
        if self._tool is None:
            return
        self._again = partial(UseFlow._prove, number=number)
        words = self.tr("Running what %1 would run").replace("%1", self._name(self._tool))
        self._run(words, partial(self._use.prove, self._tool, self._recipes[number]))

    def _look(self, folder: Path | None = None) -> None:
        self._again = partial(UseFlow._look, folder=folder)
        words = self.tr("Looking for other keys on this computer")
        self._run(words, partial(self._use.rivals, folder), self.show_rivals)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self._panel.window(), self.tr("A folder with .env files"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self._look(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()  # without waiting for it

    def _run(
        self,
        words: str,
        work: Callable[[], object],
        done: Callable[..., None] | None = None,
    ) -> None:
        self._tasks.forget(self._ticket)
        self._said = None
        self._panel.card.show_waiting(words)
        self._panel.show_busy(True)
        self._ticket = self._tasks.run(self, work, done or self.show_proof, self._broke)

    def _stop(self) -> None:
        self._tasks.forget(self._ticket)
        self._panel.show_busy(False)
        self._panel.card.hide()

    def _broke(self) -> None:
        self._panel.show_busy(False)
        self.say(UseFlow._broken_words)

    def _name(self, tool: Tool) -> str:
        return tool.named(self._catalog.language)

    def _caption(self, recipe: Recipe) -> str:
        places = {
            "sh": self.tr("In a terminal"),
            "fish": self.tr("In a terminal (fish)"),
            "powershell": self.tr("In a terminal (PowerShell)"),
            "python": self.tr("In Python"),
            "javascript": self.tr("In JavaScript"),
            "emacs": self.tr("In your Emacs init file"),
            "lua": self.tr("In your Neovim configuration"),
            "file": self.tr("In %1").replace("%1", recipe.file),
        }
        tested = self.tr("tried with the real program in our tests")
        known = tested if recipe.proved else self.tr("by its documentation")
        return f"{places[recipe.place]} · {known}"

    def _proof_words(self, proof: Proof) -> CardWords:
        tool = self._name(self._tool) if self._tool else ""
        again = "" if proof.outcome is Outcome.RECEIVED else self.tr("Prove it again")
        if proof.trouble is not None:
            kind, kept, store = (
                proof.trouble.kind.value,
                proof.trouble.kept.value,
                proof.trouble.store,
            )
            trouble = keyring_trouble(kind, kept, in_field=False, words=self._words, store=store)
            return CardWords("attention", trouble.headline, trouble.advice, again)
        said = self._words.proof[proof.outcome.value]
        remarks = "\n".join(self._line(one) for one in proof.rivals)
        tone = TONES.get(proof.outcome, "attention")
        headline = said.headline.format(tool=tool)
        return CardWords(tone, headline, said.advice, again, remarks=remarks)

    def _rivals_words(self, found: tuple[Found, ...]) -> CardWords:
        if not found:
            headline = self.tr("No other key was found.")
            return CardWords("good", headline, self.tr("Nothing wins over the key that is kept."))
        lines = [self._line(one.rival, one.is_kept) for one in found]
        if all(one.is_kept for one in found):
            headline = self.tr("Copies of this key lie open.")
            advice = self.tr("They are not encrypted. Delete those that nobody needs.")
        else:
            headline = self.tr("Other keys may win over the one that is kept.")
            advice = self.tr("The first in this list wins over the next. Delete what is not meant.")
        return CardWords("attention", headline, advice, remarks="\n".join(lines))

    def _line(self, rival: Rival, is_kept: bool | None = None) -> str:
        """A place with its kind and the mask of its key."""
        said = self._words.rivals
        mask = rival.shown or said["computed"]
        kind = said[rival.kind.value]
        line = said["line"].format(kind=kind, where=rival.place, mask=mask)
        return f"{line}, {said['same_key']}" if is_kept else line

    def _broken_words(self) -> CardWords:
        headline = self.tr("Something went wrong inside Keyready. Nothing is lost.")
        return CardWords("attention", headline, "", self.tr("Try again"))
