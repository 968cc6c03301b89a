"""Checks pages with Apache Spark: spark_map_in_arrow.py LIBRARY PAGES OUT [MASTER]

LIBRARY is a folder that every machine sees, PAGES are files of JSON lines (url, html), OUT a folder for the rows.
MASTER is local[2] unless said otherwise; local-cluster[2,1,1024] has executors of their own, as a cluster has.
"""

import sys

import creditline
from pyspark.sql import SparkSession


def checker(library):
    """What each task runs: batches of pages in, batches of verdicts out."""

    def check(batches):
        opened = creditline.Library.open(library)  # mapped, so that the tasks of a machine share it
        for batch in batches:
            # Spark runs a task on each core.
            yield opened.audit_batch(batch, parallel=False)

    return check


def main(library, pages, out, master="local[2]"):
    spark = (
        SparkSession.builder.master(master)
        .appName("creditline")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
        # A file is a task: what an executor had begun when it was lost is begun anew elsewhere.
        .config("spark.sql.files.openCostInBytes", str(128 * 1024 * 1024))
        .getOrCreate()
    )
    rows = spark.read.schema("url string, html string").json(pages)
    rows.mapInArrow(checker(library), creditline.BATCH_DDL).write.mode("overwrite").parquet(out)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
