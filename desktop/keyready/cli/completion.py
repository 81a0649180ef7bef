# SPDX-License-Identifier: MIT
"""`keyready completion`: a script that lets a shell complete verbs, options and entries.

Made of the table of verbs. Entries are asked of `keyready list` at the moment, so a key that
was added just now is among them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from keyready.cli.misused import Misused
from keyready.cli.verbs import VERBS, Argument, Verb
from keyready.core.exits import Exit
from keyready.process_env import Environment

_ENTRIES = "keyready list 2>/dev/null | sed 's/ .*//'"


def run(options: argparse.Namespace, environment: Environment) -> int:
    script = SHELLS.get(options.shell)
    if script is None:
        raise Misused(f"The shells are {', '.join(SHELLS)}.")
    sys.stdout.write(script())
    return Exit.GOOD


def _options(verb: Verb) -> list[Argument]:
    return [one for one in verb.arguments if one.is_option]


def _takes(verb: Verb) -> str:
    """What a word that is no option is; the first kind counts, which is the one that helps."""
    return next((one.takes for one in verb.arguments if not one.is_option and one.takes), "")


def _words(verb: Verb) -> str:
    return " ".join([*(one.name for one in _options(verb)), "--help"])


def bash() -> str:
    entries = f'mapfile -t found < <(compgen -W "$({_ENTRIES})" -- "$word")'
    shells = f'mapfile -t found < <(compgen -W "{" ".join(SHELLS)}" -- "$word")'
    takes = {
        "entry": entries,
        "folder": 'mapfile -t found < <(compgen -d -- "$word")',
        "shell": shells,
        "": "found=()",
    }
    cases = "\n".join(
        f"    {verb.name}) options='{_words(verb)}'; {takes[_takes(verb)]} ;;" for verb in VERBS
    )
    values = "|".join(sorted({o.name for verb in VERBS for o in _options(verb) if o.metavar}))
    names = " ".join(verb.name for verb in VERBS)
    return f"""# keyready completion bash
_keyready() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" options i
  local -a found
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W "{names} --help --version" -- "$word")
    return
  fi
  for ((i = 2; i < COMP_CWORD; i++)); do
    if [[ ${{COMP_WORDS[i]}} == -- ]]; then
      mapfile -t COMPREPLY < <(compgen -c -f -- "$word")
      return
    fi
  done
  case "$before" in
    {values}) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
  esac
  case "${{COMP_WORDS[1]}}" in
{cases}
    *) return ;;
  esac
  if [[ $word == -* ]]; then mapfile -t found < <(compgen -W "$options" -- "$word"); fi
  COMPREPLY=("${{found[@]}}")
}}
complete -F _keyready keyready
"""


def zsh() -> str:
    names = "\n".join(f"    '{verb.name}:{_plain(verb.summary)}'" for verb in VERBS)
    cases = "\n".join(_zsh_case(verb) for verb in VERBS)
    return f"""#compdef keyready
# keyready completion zsh
_keyready_entries() {{ compadd -- ${{(f)"$({_ENTRIES})"}} }}
_keyready() {{
  local -a verbs=(
{names}
  )
  if ((CURRENT == 2)); then _describe verb verbs; return; fi
  local verb=$words[2]
  shift words; ((CURRENT--))
  case $verb in
{cases}
  esac
}}
if [[ $funcstack[1] == _keyready ]]; then _keyready "$@"; else compdef _keyready keyready; fi
"""


def _zsh_case(verb: Verb) -> str:
    actions = {"entry": "_keyready_entries", "folder": "_files -/", "file": "_files"}
    actions["shell"] = f"({' '.join(SHELLS)})"
    specs = []
    for one in _options(verb):
        many = "*" if one.many == "*" else ""
        value = f":{one.metavar}:{actions.get(one.takes, '')}" if one.metavar else ""
        specs.append(f"'{many}{one.name}[{_plain(one.help)}]{value}'")
    if takes := _takes(verb):
        many = "*" if any(one.many == "*" for one in verb.arguments if not one.is_option) else "1"
        specs.append(f"'{many}:{takes}:{actions[takes]}'")
    return f"    {verb.name}) _arguments {' '.join(specs)} ;;" if specs else f"    {verb.name}) ;;"


def fish() -> str:
    rows = ["# keyready completion fish", "complete -c keyready -f"]
    for verb in VERBS:
        first = "-n __fish_use_subcommand"
        rows.append(f"complete -c keyready {first} -a {verb.name} -d '{_plain(verb.summary)}'")
        seen = f"-n '__fish_seen_subcommand_from {verb.name}'"
        for one in _options(verb):
            value = " -r" if one.metavar else ""
            files = " -F" if one.takes == "file" else ""
            name, told = one.name.removeprefix("--"), _plain(one.help)
            rows.append(f"complete -c keyready {seen} -l {name}{value}{files} -d '{told}'")
        takes = {"entry": f'-a "({_ENTRIES})"', "shell": f"-a '{' '.join(SHELLS)}'", "folder": "-F"}
        if kind := _takes(verb):
            rows.append(f"complete -c keyready {seen} {takes[kind]}")
    return "\n".join(rows) + "\n"


def _plain(text: str) -> str:
    """Without the characters that these scripts give a meaning."""
    return text.replace("'", "").replace(":", ",").replace("[", "(").replace("]", ")")


SHELLS: dict[str, Callable[[], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
