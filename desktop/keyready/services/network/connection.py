# SPDX-License-Identifier: MIT
"""The connection to an API is looked at, before any key exists."""

from __future__ import annotations

from keyready.core.ladder import Ladder, Rung, ladder
from keyready.services.network.lifeline import DeadlineReached, Lifeline, within
from keyready.services.network.request import Network


def climb(base_url: str, network: Network | None = None) -> Ladder:
    """Climbs to `base_url` (as in `Address.url`) as far as it goes. No key is involved.

    Blocks at most `network.deadline_s`; the rung on which that ran out says so.
    """
    network = network or Network()
    climbed: list[Rung] = []

    def work(lifeline: Lifeline) -> None:
        # `requests` is imported with the first request only, as in `transport`.
        from keyready.services.network.rungs import rungs

        for rung in rungs(base_url, network, lifeline):
            if lifeline.is_cut:  # what was found then was found because of it
                return
            climbed.append(rung)

    try:
        within(network.deadline_s, work)
    except DeadlineReached:
        return ladder(base_url, tuple(climbed), in_time=False)
    return ladder(base_url, climbed)
