"""Studies: score, plan and risk of many cases, on the processes of this machine or on any Dask scheduler.

cases → content (bytes) → tasks → one row a case, kept as soon as it is there → study.parquet, ranking, map.
Dask and pyarrow are an extra (`vedich[studies]`); nothing here is imported by any other verb.
"""

from vedich.studies.options import StudyOptions
from vedich.studies.progress import StudyProgress
from vedich.studies.result import Study, StudyRow
from vedich.studies.study import study
from vedich.studies.unfinished import UnfinishedError

__all__ = ["Study", "StudyOptions", "StudyProgress", "StudyRow", "UnfinishedError", "study"]
