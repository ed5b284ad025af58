"""What a quote says on paper of its version and of the days on which it may be accepted."""

from __future__ import annotations

from .messages import Language, message
from .terms import Terms


def revision_told(terms: Terms, language: Language) -> list[str]:
    """Say which version a quote is and what it revises, and when it holds, if that is stated.

    >>> revision_told(Terms(version=2, valid_until="2027-03-31"), "en")
    ['Version 2', 'Valid until 2027-03-31']
    """
    told: list[str] = []
    if terms.version is not None:
        told.append(message("version", language, version=terms.version))
    if terms.parent is not None:
        parent = message("revises", language, parent=terms.parent)
        told.append(parent[:1].upper() + parent[1:])
        if terms.version is not None:
            told = [message("clause", language, text=told[0], more=parent)]
    start, end = terms.valid_from, terms.valid_until
    if start is not None and end is not None:
        told.append(message("valid_between", language, start=start, end=end))
    elif start is not None:
        told.append(message("valid_from", language, start=start))
    elif end is not None:
        told.append(message("valid_until", language, end=end))
    return told
