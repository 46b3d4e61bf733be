"""The version of paperknife, read by the build and by ``--version`` without importing anything."""

__version__ = "0.1.0"
