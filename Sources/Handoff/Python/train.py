"""Trains a phase with TRL: GRPO, with the rows in their order and the reward of `pipeline score`.

    torchrun … train.py --model MODEL --save FOLDER [--resume CHECKPOINT]

launch.sh calls it. settings.py has what goes to TRL, with a reason each.
"""

import argparse
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from accelerate.utils import parse_flag_from_env  # noqa: E402
from datasets import Dataset, Features, Image, List, Value  # noqa: E402
from transformers import AutoProcessor, TrainerCallback  # noqa: E402
from trl import GRPOConfig, GRPOTrainer  # noqa: E402

import reward  # noqa: E402
from settings import GRPO, PROCESSOR  # noqa: E402


class Metrics(TrainerCallback):
    """What TRL measures, a line of JSON each time: its own log is for people."""

    def __init__(self, run):
        self.path = os.path.join(run, "metrics.jsonl")

    def on_log(self, args, state, control, logs=None, **_):
        if state.is_world_process_zero and logs:
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(json.dumps({"step": state.global_step, **logs}) + "\n")


class Trainer(GRPOTrainer):
    def _load_from_checkpoint(self, resume_from_checkpoint, model=None):
        """Loads a checkpoint's weights as its own class reads them, and all of them.

        The trainer's own way loads what has the right name and warns of the rest. The names that a
        model with vision is saved under are not those it has in memory, so that nothing would be
        loaded and training would go on from its beginning (transformers issue 43701).
        """
        model = self.model if model is None else model
        saved = type(model).from_pretrained(resume_from_checkpoint, dtype=model.dtype)
        model.load_state_dict(saved.state_dict(), strict=True)


def rows():
    """The phase. Its columns have types, so that a phase without pictures reads as others do."""
    data = {"prompt": [], "images": [], "label": []}
    with open(os.path.join(HERE, "data.jsonl"), encoding="utf-8", newline="\n") as lines:
        for line in lines:
            row = json.loads(line)
            data["prompt"].append(row["prompt"])
            data["images"].append([os.path.join(HERE, path) for path in row["images"]])
            data["label"].append(row["label"])
    features = Features(
        {
            "prompt": List({"role": Value("string"), "content": Value("string")}),
            "images": List(Image()),
            "label": Value("string"),
        }
    )
    if not any(data["images"]):
        del data["images"], features["images"]
    return Dataset.from_dict(data, features=features)


def pipeline(completions, completion_ids, label, trainer_state=None, **_):
    """The reward; its name is the column of the metrics."""
    return reward.trl(
        completions,
        completion_ids,
        label,
        trainer_state=trainer_state,
        max_tokens=GRPO["max_completion_length"],
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--save", required=True)
    parser.add_argument("--resume")
    given = parser.parse_args()
    trainer = Trainer(
        model=given.model,
        # ACCELERATE_USE_CPU=1 tries a phase without a GPU, which TRL wants to be told.
        args=GRPOConfig(
            output_dir=given.save, use_cpu=parse_flag_from_env("ACCELERATE_USE_CPU"), **GRPO
        ),
        reward_funcs=pipeline,
        train_dataset=rows(),
        callbacks=[Metrics(os.path.dirname(os.path.abspath(given.save)))],
        processing_class=AutoProcessor.from_pretrained(given.model, padding_side="left", **PROCESSOR),
    )
    trainer.train(resume_from_checkpoint=given.resume)
    # The last step may lie between two checkpoints; the next phase starts from a checkpoint.
    if not os.path.isdir(os.path.join(given.save, f"checkpoint-{trainer.state.global_step}")):
        trainer._save_checkpoint(trainer.model, trial=None)


if __name__ == "__main__":
    main()
