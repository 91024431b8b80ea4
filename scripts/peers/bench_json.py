"""bench_json.py (rows|cache) FILE.jsonl FOLDER: `datasets`' side of the JSON Lines benchmark.

`rows` gives each row as a dictionary, from the file itself; `cache` writes the rows to a cache in
FOLDER, which is the first thing that happens without `streaming`, and looks at two columns. Prints one
line: rows, processor seconds after the imports, 0, bytes of questions and answers.
"""

import os
import shutil
import sys
import time

mode, path, folder = sys.argv[1:4]
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HOME"] = folder
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"
# One core, as for us.
os.environ["OMP_NUM_THREADS"] = os.environ["ARROW_IO_THREADS"] = "1"

import pyarrow
import pyarrow.compute

pyarrow.set_cpu_count(1)
pyarrow.set_io_thread_count(1)
import datasets


def rows():
    count, size = 0, 0
    data = datasets.load_dataset("json", data_files=path, split="train", streaming=True)
    for row in data:
        count += 1
        size += len(row["problem"].encode()) + len(row["answer"].encode())
    return count, size


def cache():
    data = datasets.load_dataset("json", data_files=path, split="train", cache_dir=folder)
    table = data.data
    size = sum(
        pyarrow.compute.sum(pyarrow.compute.binary_length(table.column(name))).as_py()
        for name in ["problem", "answer"])
    return len(data), size


shutil.rmtree(folder, ignore_errors=True)
before = time.process_time()
count, size = globals()[mode]()
print(count, time.process_time() - before, 0, size)
