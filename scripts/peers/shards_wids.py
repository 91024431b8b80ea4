"""shards_wids.py FOLDER SHARDS READS: random reads of samples by wids, from the first SHARDS of
FOLDER/*.tar, whose tars it scans first. The environment's PIPELINE_WIDS names the folder of a
webdataset that still has wids (0.2). Prints one line: samples, processor seconds of the reads,
milliseconds to scan the tars, bytes of pictures.
"""

import glob
import os
import random
import sys
import time

sys.path.insert(0, os.environ.get("PIPELINE_WIDS", ""))
import wids

folder, shards, reads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
paths = sorted(glob.glob(folder + "/*.tar"))[:shards]
start = time.perf_counter()
counts = [len(wids.IndexedTarSamples(path=path)) for path in paths]
data = wids.ShardListDataset(
    [{"url": path, "nsamples": count} for path, count in zip(paths, counts)], lru_size=shards,
    localname=lambda url: url, keep=True, transformations=[])
for number in range(shards):
    data[sum(counts[:number])]
opened = time.perf_counter() - start
generator = random.Random(1)
order = [generator.randrange(len(data)) for _ in range(reads)]
before = time.process_time()
size = 0
for number in order:
    sample = data[number]
    size += len(sample[".png"].read())
    sample[".json"].read()
print(reads, time.process_time() - before, opened * 1000, size)
