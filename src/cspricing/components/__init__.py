"""Ready-made components, by the chapters of the trade."""
