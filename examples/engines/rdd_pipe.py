"""Runs the plain command under Apache Spark: rdd_pipe.py LIBRARY SHARDS OUT [MASTER]

SHARDS is a folder of web archives (.warc, .warc.gz, .wacz) or JSON lines that every machine sees. Each task gets the name of a
shard and pipes it to the command; what comes back are the lines of its report, which OUT receives.
"""

import shlex
import sys
from pathlib import Path

from pyspark import SparkConf, SparkContext


def main(library, shards, out, master="local[2]", program="creditline"):
    conf = SparkConf().setMaster(master).setAppName("creditline").set("spark.ui.enabled", "false")
    spark = SparkContext(conf=conf)
    names = sorted(str(shard) for shard in Path(shards).iterdir())
    check = shlex.join(
        [program, "check", "--files-from=-", f"--originals={library}", "--format=jsonl", "--no-config", "--quiet"]
    )
    # Findings (1) and pages that could not be judged (3) are results. Anything else fails the task, which Spark tries again.
    command = shlex.join(["sh", "-c", f"{check}; code=$?; [ $code -le 1 ] || [ $code -eq 3 ]"])
    # One shard a task, one core a task.
    lines = spark.parallelize(names, len(names)).pipe(command, {"RAYON_NUM_THREADS": "1"}, checkCode=True)
    lines.saveAsTextFile(out)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
