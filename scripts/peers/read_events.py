"""Reads folders of TensorBoard's events as TensorBoard does.

Usage: read_events.py FOLDER...

Prints a line [FOLDER, TAG, [[step, value, time], ...]] for each tag of each folder, in their order.
"""

import json
import sys

from tensorboard.backend.event_processing import plugin_event_accumulator
from tensorboard.util import tensor_util

for folder in sys.argv[1:]:
    events = plugin_event_accumulator.EventAccumulator(folder)
    events.Reload()
    for tag in events.Tags()["tensors"]:
        points = [
            [event.step, float(tensor_util.make_ndarray(event.tensor_proto)), event.wall_time]
            for event in events.Tensors(tag)
        ]
        print(json.dumps([folder, tag, points]))
