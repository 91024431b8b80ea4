"""bench_parquet.py (write|read)-(pyarrow|datasets) CORPUS FOLDER: the peers' side of the benchmark.

`write` writes the rows of CORPUS (questions.jsonl and its images) as FOLDER/*.parquet; `read` reads
FOLDER/*.parquet and looks at every byte of every row. Prints one line: rows, processor seconds after
the imports, milliseconds to the first row, an XOR of all words of the pictures.
"""

import glob
import json
import os
import sys
import time

mode, corpus, folder = sys.argv[1:4]
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HOME"] = folder + "/hub"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"
# One core, as for us.
os.environ["OMP_NUM_THREADS"] = os.environ["ARROW_IO_THREADS"] = "1"

import numpy
import pyarrow
import pyarrow.parquet

pyarrow.set_cpu_count(1)
pyarrow.set_io_thread_count(1)
if mode.endswith("datasets"):
    import datasets

NUMBERS = ["width", "height"]
TEXTS = ["qid", "problem", "answer", "key_word"]


def rows():
    with open(corpus + "/questions.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            path = row["images"][0]
            with open(f"{corpus}/{path}", "rb") as file:
                row["images"] = [{"bytes": file.read(), "path": os.path.basename(path)}]
            yield row


def xor(data):
    words = numpy.frombuffer(data, dtype=numpy.uint64, count=len(data) // 8)
    tail = numpy.frombuffer(data, dtype=numpy.uint8, offset=len(words) * 8)
    return int(numpy.bitwise_xor.reduce(words)) ^ int(numpy.bitwise_xor.reduce(tail))


def write_pyarrow():
    picture = pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])
    schema = pyarrow.schema(
        [(name, pyarrow.string()) for name in TEXTS] + [("images", pyarrow.list_(picture))]
        + [(name, pyarrow.int64()) for name in NUMBERS])
    count = 0
    with pyarrow.parquet.ParquetWriter(
            folder + "/peer.parquet", schema, compression="none") as writer:
        batch = []

        def flush():
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
            batch.clear()

        for row in rows():
            batch.append(row)
            count += 1
            if len(batch) == 1000:
                flush()
        if batch:
            flush()
    return count, 0, 0


def write_datasets():
    features = datasets.Features(
        {name: datasets.Value("string") for name in TEXTS}
        | {"images": datasets.List(datasets.Image())}
        | {name: datasets.Value("int64") for name in NUMBERS})
    data = datasets.Dataset.from_generator(rows, features=features, cache_dir=folder + "/cache")
    data.to_parquet(folder + "/peer.parquet")
    return len(data), 0, 0


def read_pyarrow():
    start = time.perf_counter()
    count, total, first = 0, 0, 0.0
    for path in sorted(glob.glob(folder + "/*.parquet")):
        file = pyarrow.parquet.ParquetFile(path, memory_map=True)
        for batch in file.iter_batches(batch_size=100, use_threads=False):
            pictures = batch.column("images").flatten().field("bytes")
            for picture in pictures:
                total ^= xor(picture.as_buffer())
            for name in TEXTS:
                for data in batch.column(name).buffers()[2:]:
                    xor(data)
            first = first or time.perf_counter() - start
            count += batch.num_rows
    return count, first, total


def read_datasets():
    start = time.perf_counter()
    data = datasets.load_dataset(
        "parquet", data_files=sorted(glob.glob(folder + "/*.parquet")), split="train",
        streaming=True)
    data = data.cast_column("images", datasets.List(datasets.Image(decode=False)))
    count, total, first = 0, 0, 0.0
    for row in data:
        total ^= xor(row["images"][0]["bytes"])
        for name in TEXTS:
            xor(row[name].encode())
        first = first or time.perf_counter() - start
        count += 1
    return count, first, total


before = time.process_time()
count, first, total = globals()[mode.replace("-", "_")]()
print(count, time.process_time() - before, first * 1000, total)
