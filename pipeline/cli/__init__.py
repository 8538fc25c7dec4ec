"""The command ``readout``: a thin layer over the packages below it."""

from pipeline.cli.app import main

__all__ = ["main"]
