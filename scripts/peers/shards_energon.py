"""shards_energon.py FOLDER: what Megatron Energon makes of FOLDER/*.tar.

Energon prepares the folder as it does any data set. Prints lines of JSON: ["index", SHARD, offsets]
with what it wrote to SHARD.idx. Then the SHARD.idx that was there before is put back, and Energon reads
the samples by it: ["energon", key, [[extension, SHA-256 of the bytes], ...]], the extensions sorted.
"""

import glob
import hashlib
import json
import os
import struct
import sys

from megatron.energon import (
    Cooker, DefaultTaskEncoder, TextSample, WorkerConfig, basic_sample_keys, get_loader,
    get_val_dataset, stateless)
from megatron.energon.epathlib import EPath
from megatron.energon.flavors.webdataset.prepare import WebdatasetPreparator

folder = sys.argv[1]
shards = sorted(glob.glob(folder + "/*.tar"))
# Lines are for the caller alone.
output, sys.stdout = sys.stdout, sys.stderr


@stateless
def digests(sample):
    """A sample whose text is the digests of its files."""
    files = [
        [name, hashlib.sha256(value).hexdigest()]
        for name, value in sorted(sample.items()) if not name.startswith("__")]
    return TextSample(**basic_sample_keys(sample), text=json.dumps(files))


class Encoder(DefaultTaskEncoder):
    """Takes samples as their bytes."""

    decoder = None
    cookers = [Cooker(digests)]


def contents(path):
    with open(path, "rb") as file:
        return file.read()


ours = {shard: contents(shard + ".idx") for shard in shards}
WebdatasetPreparator.prepare_dataset(
    EPath(folder), [os.path.basename(shard) for shard in shards],
    split_parts_ratio=[("train", 1.0)], shuffle_seed=None, workers=1)
for shard in shards:
    offsets = [offset for offset, in struct.iter_unpack("<Q", contents(shard + ".idx"))]
    print(json.dumps(["index", os.path.basename(shard), offsets]), file=output)
    with open(shard + ".idx", "wb") as file:
        file.write(ours[shard])
with open(folder + "/.nv-meta/dataset.yaml", "w", encoding="utf-8") as file:
    file.write("__module__: megatron.energon\n__class__: CrudeWebdataset\n")
data = get_val_dataset(
    folder, split_part="train", batch_size=None, task_encoder=Encoder(),
    worker_config=WorkerConfig(rank=0, world_size=1, num_workers=0))
for sample in get_loader(data):
    print(json.dumps(["energon", sample.__key__, json.loads(sample.text)]), file=output)
