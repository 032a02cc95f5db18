"""What Spark starts on a machine in place of its own daemon: with the kernels loaded once, for all workers it forks."""

from __future__ import annotations

import pyspark.daemon

import variorum.reuse.engines.spark_tasks  # noqa: F401 - loading it is the point

if __name__ == "__main__":
    pyspark.daemon.manager()
