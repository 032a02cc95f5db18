"""Arrays as files that numpy opens, written so that a full disk is an error.

numpy itself hands the last bytes to the C library, and does not look whether they came to the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Sink(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes | memoryview, /) -> int:
        """Take some of the bytes; how many."""


def save_array(path: str, array: NDArray[Any]) -> None:
    """Write a .npy file, without a copy of what lies in one piece."""
    with open(path, "wb") as file:
        begin_array(file, array.dtype, array.shape)
        write_array(file, array)


def begin_array(file: Sink, kind: np.dtype[Any], shape: tuple[int, ...]) -> None:
    """Write what stands before the values of an array in a .npy file."""
    header = {"descr": np.lib.format.dtype_to_descr(kind), "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, header)


def write_array(file: Sink, array: NDArray[Any]) -> None:
    """Write the values of an array, also into a file that takes less than it is given."""
    left = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
    while len(left):
        left = left[file.write(left) :]
