"""The inner loops, compiled by numba: plain arrays in and out, and no state, so that no result depends on threads.

A kernel that is called from outside has explicit types: it is compiled once on a machine, when it is first imported,
and kept on the disk. One that only kernels call has none, and is compiled into each of them: to load it by itself would
cost every command some milliseconds. What growing alone needs stands in modules that finding does not import.

One that another calls in its loop has one return, makes no array and cannot divide by zero (`error_model="numpy"`), and
is not called with a starred tuple: else numba counts who holds each array at every call, which took most of the time of
extension, and two threads wait for each other's counts.
"""
