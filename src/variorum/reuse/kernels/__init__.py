"""The inner loops, compiled by numba: plain arrays in and out, and no state, so that no result depends on threads.

A kernel that is called from outside has explicit types: it is compiled once on a machine, when it is first imported,
and kept on the disk. One that only kernels call has none, and is compiled into each of them: to load it by itself would
cost every command some milliseconds. What growing alone needs stands in modules that finding does not import.
"""
