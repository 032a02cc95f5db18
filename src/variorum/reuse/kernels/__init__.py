"""The inner loops, compiled by numba: plain arrays in and out, and no state, so that no result depends on threads.

Every kernel has explicit types: it is compiled once on a machine, when it is first imported, and kept on the disk.
"""
