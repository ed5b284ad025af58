"""What every model of a queue answers, whatever it assumes."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from .given import Number
from .service_level import Of


class Queue(Protocol):
    """Contacts that wait for agents, in the steady state: what they meet.

    All times are in seconds, all shares from 0 to 1.
    """

    @property
    def load(self) -> Fraction:
        """The offered load, in erlangs."""
        ...

    @property
    def agents(self) -> int | Fraction:
        """How many answer."""
        ...

    @property
    def wait_probability(self) -> float:
        """The share of the offered contacts that have to wait at all."""
        ...

    @property
    def abandonment(self) -> float:
        """The share of the offered contacts that give up."""
        ...

    @property
    def average_wait_seconds(self) -> float:
        """How long an offered contact waits on average, whether it is answered or gives up."""
        ...

    @property
    def mean_queue(self) -> float:
        """How many wait, on average."""
        ...

    @property
    def occupancy(self) -> float:
        """The share of their time in which agents are busy."""
        ...

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures rest on, each as a short phrase to print beside them."""
        ...

    def service_level(self, within_seconds: Number, of: Of = "offered") -> float:
        """Give the share that is served in time; which share, *of* says."""
        ...
