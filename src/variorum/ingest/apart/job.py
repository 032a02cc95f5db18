"""A job of Windows: what bounds the memory of a process there."""

from __future__ import annotations

import ctypes
from ctypes import c_int64, c_size_t, c_uint32, c_uint64
from typing import Any

_PROCESS_MEMORY = 0x100
_DIE_ON_ERROR = 0x400
_EXTENDED = 9


class Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", c_int64),
        ("PerJobUserTimeLimit", c_int64),
        ("LimitFlags", c_uint32),
        ("MinimumWorkingSetSize", c_size_t),
        ("MaximumWorkingSetSize", c_size_t),
        ("ActiveProcessLimit", c_uint32),
        ("Affinity", c_size_t),
        ("PriorityClass", c_uint32),
        ("SchedulingClass", c_uint32),
    )


class Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", Basic),
        ("IoInfo", c_uint64 * 6),
        ("ProcessMemoryLimit", c_size_t),
        ("JobMemoryLimit", c_size_t),
        ("PeakProcessMemoryUsed", c_size_t),
        ("PeakJobMemoryUsed", c_size_t),
    )


def bound_by_job(most_bytes: int) -> None:
    """Put this process into a job that gives no process of it more memory, and opens no window when one breaks down.

    The process keeps the job's handle to its end, and with it the bound.
    """
    # Typed for no other system, as the functions are there on none.
    windll: Any = getattr(ctypes, "windll")  # noqa: B009
    kernel = windll.kernel32
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    limits = Extended()
    limits.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY | _DIE_ON_ERROR
    limits.ProcessMemoryLimit = most_bytes
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
