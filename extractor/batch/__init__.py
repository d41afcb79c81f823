"""Any number of articles, through workers, into a folder of parts; resumable at any moment.

`run` reads (`source`), hands out (`extractor.workers`; `cluster` for Dask), has each batch worked on (`work`) and
writes (`store`).
"""

from extractor.batch.run import Plan, run
from extractor.batch.source import Shard
from extractor.batch.store import BatchError, Stopped

__all__ = ["BatchError", "Plan", "Shard", "Stopped", "run"]
