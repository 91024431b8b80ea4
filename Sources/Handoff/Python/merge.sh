#!/usr/bin/env bash
# Makes the weights of an EasyR1 checkpoint loadable: what the next phase starts from.
#
#   EASYR1=/where/EasyR1/is bash merge.sh RUN_FOLDER/checkpoints/global_step_N
#
# The weights are then in global_step_N/actor/huggingface; no GPU is needed.
set -euo pipefail
if (($# != 1)) || [[ ! -d $1/actor ]]; then
    echo "merge.sh: expected a folder global_step_N that has a folder actor" >&2
    exit 64
fi
if [[ ! -f ${EASYR1:-}/scripts/model_merger.py ]]; then
    echo "merge.sh: EASYR1 does not name a checkout of EasyR1: it has scripts/model_merger.py" >&2
    exit 78
fi
exec python3 "$EASYR1/scripts/model_merger.py" --local_dir "$1/actor"
