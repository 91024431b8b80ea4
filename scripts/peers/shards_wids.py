"""shards_wids.py FOLDER SHARDS READS: random reads of samples by wids, from the first SHARDS of
FOLDER/*.tar, whose tars it scans first; needs the set `wids` of scripts/python-peers. Prints one line:
samples, processor seconds of the reads, milliseconds to scan the tars, bytes of pictures.
"""

import glob
import random
import sys
import time
import types
import typing

# wids asks torch only who else takes part in a training, which nobody does.
for name in ["torch", "torch.distributed", "torch.utils", "torch.utils.data"]:
    sys.modules[name] = types.ModuleType(name)
sys.modules["torch"].distributed = sys.modules["torch.distributed"]
sys.modules["torch.utils.data"].Dataset = typing.Protocol
sys.modules["torch.utils.data"].Sampler = object
import wids
from wids.wids import IndexedTarSamples

folder, shards, reads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
paths = sorted(glob.glob(folder + "/*.tar"))[:shards]
start = time.perf_counter()
counts = [len(IndexedTarSamples(path=path)) for path in paths]
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
