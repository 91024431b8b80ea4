"""open_openrlhf.py FOLDER MODEL: what OpenRLHF sees of an exported phase.

Its launcher's words are read and judged by OpenRLHF's own command, up to where it would start engines;
rows are read by its own data set, pictures by what its samples are made with.
"""

import contextlib
import importlib.metadata
import json
import runpy
import sys
import types
from unittest import mock

from transformers import AutoProcessor

from handed_off import launched, picture, say
from openrlhf.datasets import PromptDataset
from openrlhf.datasets.utils import blending_datasets
from openrlhf.utils.vlm_utils import process_prompt_with_images


class Parsed(Exception):
    """The command's arguments, where it would begin."""


def arguments(words):
    """What the command makes of the words. What needs GPUs is stood in for."""

    def begin(arguments):
        raise Parsed(arguments)

    names = ["ray", "ray.util", "ray.util.placement_group"]
    names += ["openrlhf.trainer.ray" + name for name in ("", ".launcher", ".ppo_actor", ".ppo_critic")]
    stand_ins = {name: mock.MagicMock() for name in names}
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(sys.modules, stand_ins))
        stack.enter_context(mock.patch.object(sys, "argv", words))
        stack.enter_context(mock.patch("openrlhf.utils.get_strategy", begin))
        try:
            runpy.run_module("openrlhf.cli.train_ppo_ray", run_name="__main__")
        except Parsed as parsed:
            return parsed.args[0]
    raise SystemExit("the command ended before it began")


folder, model = sys.argv[1:]
with launched(folder, model, "python3") as words:
    assert words[:2] == ["-m", "openrlhf.cli.train_ppo_ray"], words
    given = arguments(words[1:])
    strategy = types.SimpleNamespace(args=given, print=lambda *_: None, is_rank_0=lambda: False)
    processor = AutoProcessor.from_pretrained(given.actor.model_name_or_path)
    table = blending_datasets(
        given.data.prompt_dataset, given.data.prompt_probs, strategy, given.train.seed,
        max_count=given.data.max_samples, dataset_split=given.data.prompt_split,
    )
    rows = []
    seen = PromptDataset(table, processor, strategy, input_template=given.data.input_template)
    for _, prompt, label, pictures in seen:
        tokens, _, loaded = process_prompt_with_images(processor, prompt, pictures)
        assert len(tokens) <= given.data.max_len, len(tokens)
        assert len(loaded) <= given.data.max_images_per_prompt, len(loaded)
        rows.append(
            {
                "qid": json.loads(label)["qid"],
                "index": len(rows),
                "text": prompt,
                "label": label,
                "pictures": [picture(image) for image in loaded],
            }
        )
    say(f"OpenRLHF {importlib.metadata.version('openrlhf')}", rows)
