"""open_verl.py FOLDER MODEL: what verl sees of an exported phase.

Its launcher's words are composed by verl's own configuration, which knows its keys, and judged by its
own check; rows are read by its own data set, with the filter on that drops what cannot be measured.
"""

import asyncio
import dataclasses
import importlib.metadata
import os
import sys
from unittest import mock

from hydra import compose, initialize_config_dir
from PIL import Image
from transformers import AutoProcessor

import verl
from handed_off import launched, picture, say, text_of
from verl.utils.config import validate_config
from verl.utils.dataset.rl_dataset import RLHFDataset
from verl.workers.config import RolloutConfig

# qwen_vl_utils wants it for videos.
for name in ("torchvision", "torchvision.transforms"):
    sys.modules[name] = mock.MagicMock()

folder, model = sys.argv[1:]
with launched(folder, model, "python3") as words:
    assert words[:2] == ["-m", "verl.trainer.main_ppo"], words
    places = os.path.join(os.path.dirname(verl.__file__), "trainer", "config")
    with initialize_config_dir(places, version_base=None):
        config = compose("ppo_trainer", overrides=words[2:])
    # `++` adds keys whether they mean anything or not.
    known = {field.name for field in dataclasses.fields(RolloutConfig)}
    assert config.actor_rollout_ref.rollout.keys() <= known, config.actor_rollout_ref.rollout
    validate_config(config, use_reference_policy=True, use_critic=False)

    data = config.data
    data.filter_overlong_prompts = True
    data.filter_overlong_prompts_workers = 1
    path = config.actor_rollout_ref.model.path
    # What verl itself makes a processor with knows no LLaVA.
    processor = AutoProcessor.from_pretrained(path)
    seen = RLHFDataset(data.train_files, processor.tokenizer, data, processor)
    rows = []
    for number in range(len(seen)):
        row = seen[number]
        turns = row["raw_prompt"]
        paths = [
            part["image"] for turn in turns if not isinstance(turn["content"], str)
            for part in turn["content"] if part["type"] == "image"
        ]
        if paths:
            loaded = asyncio.run(RLHFDataset.process_vision_info(turns, 14, data))[0]
            assert len(loaded) == len(paths), (len(loaded), paths)
        rows.append(
            {
                "qid": row["extra_info"]["qid"],
                "index": row["index"],
                "text": text_of(turns[0]["content"]),
                "label": row["reward_model"]["ground_truth"],
                "pictures": [picture(Image.open(path)) for path in paths],
            }
        )
    say(f"verl {importlib.metadata.version('verl')}", rows)
