"""The same world with each draw of choice and chance replaced by its probability: smooth, so that it has gradients."""

from sim.model.expect.quarter import expect

__all__ = ["expect"]
