"""data_juicer_process.py CORPUS FOLDER: Data-Juicer takes CORPUS (questions.jsonl and its pictures) in.

Its operators that are nearest to what ingest does: length of texts, width and height of pictures, exact
duplicates; one process; nothing cached. Prints one line: rows that were exported, processor seconds after the
imports, 0, bytes of pictures of these rows.
"""

import json
import os
import resource
import sys
import types
from contextlib import redirect_stdout

os.environ["HF_HUB_OFFLINE"] = "1"
# It imports `wget`, which has no wheel, for downloads; nothing is downloaded here.
sys.modules["wget"] = types.ModuleType("wget")
corpus, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])

with redirect_stdout(sys.stderr):
    from data_juicer.config import init_configs
    from data_juicer.core import DefaultExecutor

    def seconds():
        own = resource.getrusage(resource.RUSAGE_SELF)
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime

    before = seconds()
    os.makedirs(folder)
    # Its layout: a marker in the text for each picture, and paths.
    with open(corpus + "/questions.jsonl", encoding="utf-8") as lines, \
            open(folder + "/in.jsonl", "w", encoding="utf-8") as rows:
        for line in lines:
            row = json.loads(line)
            paths = [f"{corpus}/{path}" for path in row["images"]]
            text = "<__dj__image>" * len(paths) + row["problem"] + " " + row["answer"]
            rows.write(json.dumps({"id": row["qid"], "text": text, "images": paths}) + "\n")
    configuration = {
        "project_name": "bench", "dataset_path": folder + "/in.jsonl",
        "export_path": folder + "/out.jsonl", "work_dir": folder, "np": 1,
        "use_cache": False, "open_tracer": False, "open_monitor": False,
        "process": [
            {"text_length_filter": {"min_len": 1, "max_len": 100000}},
            {"image_shape_filter": {"min_width": 1, "min_height": 1}},
            {"document_deduplicator": {}},
        ],
    }
    with open(folder + "/config.yaml", "w", encoding="utf-8") as file:
        json.dump(configuration, file)
    DefaultExecutor(init_configs(["--config", folder + "/config.yaml"])).run()
    count, size = 0, 0
    with open(folder + "/out.jsonl", encoding="utf-8") as lines:
        for line in lines:
            count += 1
            size += sum(os.path.getsize(path) for path in json.loads(line)["images"])
    spent = seconds() - before
print(count, spent, 0, size)
