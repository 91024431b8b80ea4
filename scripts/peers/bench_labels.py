"""bench_labels.py (reference|pandas) FOLDER SIZE: the other side of the labels benchmark.

`reference` does what PeBR-R1's `sample_dataset.py` does, by its rules and from its own formats: it
groups `score.accuracy` of FOLDER/draws.jsonl by `qid`, calls questions with exactly 8 right draws easy,
with none hard and others medium, and writes the records of FOLDER/dataset.json of each label to a file.
`pandas` labels FOLDER/draws.parquet by how many draws are right, with the means of uniform priors, and
draws SIZE medium questions without replacement, weighted by p(1-p). Prints one line: processor seconds
after the imports, and how many questions are easy, medium and hard.
"""

import json
import sys
import time

mode, folder, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
if mode == "pandas":
    import numpy
    import pandas
    import pyarrow

    # One core, as for us.
    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)


def reference():
    with open(f"{folder}/dataset.json", encoding="utf-8") as file:
        dataset = json.load(file)
    accuracies = {}
    with open(f"{folder}/draws.jsonl", encoding="utf-8") as file:
        for line in file:
            try:
                row = json.loads(line)
            except json.JSONDecodeError:
                continue
            accuracy = row.get("score", {}).get("accuracy")
            if row.get("qid") is None or accuracy is None:
                continue
            accuracies.setdefault(row["qid"], []).append(accuracy)
    labels = {}
    for qid, values in accuracies.items():
        right = sum(1 for value in values if value == 1.0)
        labels[qid] = "easy" if right == 8 else "hard" if right == 0 else "medium"
    counts = []
    for label in ["easy", "medium", "hard"]:
        chosen = [record for record in dataset if labels.get(record.get("qid")) == label]
        with open(f"{folder}/{label}case.json", "w", encoding="utf-8") as file:
            json.dump(chosen, file, ensure_ascii=False, indent=2)
        counts.append(len(chosen))
    return counts


def with_pandas():
    table = pandas.read_parquet(f"{folder}/draws.parquet")
    table["right"] = table["verdict"] == "right"
    groups = table.groupby("question", sort=False)
    rates = groups.agg(
        right=("right", "sum"), draws=("right", "size"), source=("source", "first"),
        capability=("capability", "first"))
    rates["posterior_mean"] = (rates.right + 1) / (rates.draws + 2)
    rates["difficulty"] = numpy.select(
        [rates.right == rates.draws, rates.right == 0], ["easy", "hard"], "medium")
    rates.reset_index().to_parquet(f"{folder}/pandas.parquet")
    medium = rates[rates.difficulty == "medium"]
    weights = medium.posterior_mean * (1 - medium.posterior_mean)
    phase = medium.sample(n=min(size, len(medium)), weights=weights, random_state=1)
    phase.reset_index()[["question"]].to_parquet(f"{folder}/pandas-phase.parquet")
    counts = rates.difficulty.value_counts()
    return [int(counts.get(label, 0)) for label in ["easy", "medium", "hard"]]


before = time.process_time()
counts = reference() if mode == "reference" else with_pandas()
print(time.process_time() - before, *counts)
