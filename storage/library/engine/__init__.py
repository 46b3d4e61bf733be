"""The engine under the library: documents in memory, each change in a log before it is acknowledged, a TinyDB file.

The order of a commit is told in :mod:`~storage.library.engine.store`; what each file on the disk is, in
``docs/library-format.md``.
"""
