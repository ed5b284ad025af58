"""A queue played through, contact by contact: what happens, without any theory of it.

Contacts come at random, wait in their order, give up when their own patience ends, and are handled
for a random time. What the agents do next depends on how many they handle alone, so that the time
until the next one ends may be drawn again whenever that number changes.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from math import inf, sqrt
from random import Random
from statistics import fmean, stdev
from typing import Final, Literal, NamedTuple

BATCHES: Final = 25


class Contact(NamedTuple):
    """What became of a contact, and how long it waited until then."""

    fate: Literal["answered", "abandoned", "blocked"]
    waited: float


class Play:
    """A queue in play."""

    def __init__(
        self,
        *,
        seed: int,
        arriving: float,
        agents: int,
        handle_seconds_at: Sequence[float],
        patience_seconds: float = inf,
        lines: float = inf,
        redial: float = 0,
    ) -> None:
        self.random = Random(seed)
        self.arriving = arriving
        self.agents = agents
        self.handle_seconds_at = handle_seconds_at
        self.patience_seconds = patience_seconds
        self.lines = lines
        self.redial = redial
        self.contacts: list[Contact] = []
        self._handled = 0
        self._waiting: dict[int, float] = {}
        self._queue: deque[int] = deque()
        self._events: list[tuple[float, int, str, int]] = []
        self._number = count()
        self._ends = -1

    def run(self, contacts: int) -> Play:
        """Play until so many contacts are over."""
        self._plan(self._draw(1 / self.arriving), "arrival")
        while len(self.contacts) < contacts:
            now, number, event, who = heapq.heappop(self._events)
            if event == "arrival":
                self._plan(now + self._draw(1 / self.arriving), "arrival")
                self._arrive(now)
            elif event == "redial":
                self._arrive(now)
            elif event == "patience":
                self._give_up(now, who)
            elif number == self._ends:
                self._end(now)
        return self

    def _arrive(self, now: float) -> None:
        if self._handled < self.agents * len(self.handle_seconds_at):
            self.contacts.append(Contact("answered", 0.0))
            self._handle(now, 1)
        elif self._handled + len(self._waiting) >= self.lines:
            self.contacts.append(Contact("blocked", 0.0))
        else:
            who = next(self._number)
            self._waiting[who] = now
            self._queue.append(who)
            if self.patience_seconds < inf:
                self._plan(now + self._draw(self.patience_seconds), "patience", who)

    def _give_up(self, now: float, who: int) -> None:
        since = self._waiting.pop(who, None)
        if since is not None:
            self.contacts.append(Contact("abandoned", now - since))
            if self.random.random() < self.redial:
                # So much later that the queue has forgotten.
                self._plan(now + self._draw(100 * self.handle_seconds_at[0]), "redial")

    def _end(self, now: float) -> None:
        while self._queue:
            since = self._waiting.pop(self._queue.popleft(), None)
            if since is not None:
                self.contacts.append(Contact("answered", now - since))
                return self._handle(now, 0)
        return self._handle(now, -1)

    def _handle(self, now: float, more: int) -> None:
        """Handle so many more, spread evenly, and draw when the next one ends."""
        self._handled += more
        each = [
            self._handled // self.agents + (agent < self._handled % self.agents)
            for agent in range(self.agents)
        ]
        pace = sum(has / self.handle_seconds_at[has - 1] for has in each if has)
        self._ends = self._plan(now + self._draw(1 / pace), "end") if pace else -1

    def _draw(self, mean: float) -> float:
        return self.random.expovariate(1 / mean)

    def _plan(self, time: float, event: str, who: int = -1) -> int:
        number = next(self._number)
        heapq.heappush(self._events, (time, number, event, who))
        return number


class Estimate(NamedTuple):
    """A mean, and the standard error of it."""

    mean: float
    error: float

    def agrees(self, figure: float) -> bool:
        """Tell whether *figure* lies within 4 standard errors: it does 9999 times of 10,000."""
        return abs(figure - self.mean) <= 4 * self.error


def estimate(contacts: Sequence[Contact], of: Callable[[Sequence[Contact]], float]) -> Estimate:
    """Estimate a figure from batches of contacts, after a first batch in which the queue fills.

    What never happened, or always, is not known better than to one contact in all.
    """
    size = len(contacts) // (BATCHES + 1)
    batches = [contacts[size * batch : size * (batch + 1)] for batch in range(1, BATCHES + 1)]
    figures = [of(batch) for batch in batches]
    return Estimate(fmean(figures), max(stdev(figures) / sqrt(BATCHES), 1 / len(contacts)))


def share(
    part: Callable[[Contact], bool], whole: Callable[[Contact], bool] = lambda _: True
) -> Callable[[Sequence[Contact]], float]:
    """Give the share of *part* in *whole*, as a figure of a batch."""

    def figure(batch: Sequence[Contact]) -> float:
        return sum(map(part, batch)) / sum(map(whole, batch))

    return figure


def average_wait(batch: Sequence[Contact]) -> float:
    """Give how long the contacts of a batch waited on average."""
    return fmean(contact.waited for contact in batch)


def shares(within: float) -> Iterator[tuple[str, Callable[[Sequence[Contact]], float]]]:
    """Name the shares that a queue tells, each as a figure of a batch."""

    def answered(contact: Contact) -> bool:
        return contact.fate == "answered"

    def blocked(contact: Contact) -> bool:
        return contact.fate == "blocked"

    def in_time(contact: Contact) -> bool:
        return answered(contact) and contact.waited <= within

    yield "abandonment", share(lambda contact: contact.fate == "abandoned")
    yield "blocking", share(blocked)
    yield "waiting", share(lambda contact: contact.waited > 0)
    yield "offered", share(in_time)
    yield "answered", share(in_time, answered)
    yield (
        "answered_or_abandoned",
        share(lambda contact: contact.waited <= within and not blocked(contact)),
    )
