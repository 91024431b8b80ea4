#!/usr/bin/env bash
# Trains the phase coarse perception with TRL.
#
#   bash launch.sh RUN_FOLDER [--model MODEL] [--resume CHECKPOINT] [--dry-run]
#
# With --dry-run it prints the command, quoted, and makes nothing.
#
# A phase begins in a folder of its own, from a model: by default the one below, for a later
# phase the weights of the one before. It is gone on with from a checkpoint of its own.
set -euo pipefail

fail() {
    echo "launch.sh: $1" >&2
    exit "${2:-65}"
}

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
model=
run=
resume=
dry_run=
while (($#)); do
    case $1 in
    --dry-run)
        dry_run=yes
        shift
        ;;
    --model | --resume)
        (($# > 1)) || fail "$1 wants a value" 64
        printf -v "${1#--}" %s "$2"
        shift 2
        ;;
    --*) fail "there is no option $1" 64 ;;
    *)
        [[ -z $run ]] || fail "expected one folder, and there is $1 as well" 64
        run=$1
        shift
        ;;
    esac
done
[[ -n $run ]] || fail "expected a folder to train in" 64
run=$(realpath -m -- "$run")
# Whoever goes on keeps what the phase began with: the reference is made of it.
if [[ -z $model && -n $resume && -f $run/started-from ]]; then
    model=$(<"$run/started-from")
fi
[[ -n $model ]] || model='Qwen/Qwen2.5-VL-7B-Instruct'
[[ -n $model ]] || fail "the phase begins with another's weights: name them by --model" 64

if [[ -n $resume ]]; then
    resume=$(realpath -m -- "$resume")
    [[ -d $resume ]] || fail "there is no checkpoint $resume" 66
    [[ $resume == "$run"/* ]] ||
        fail "$resume is none of this phase: start a new folder with --model instead"
    [[ ${resume##*/} =~ ^(checkpoint-|global_step_?)[0-9]+$ ]] ||
        fail "$resume is no checkpoint's folder" 64
elif [[ -e $run && -n $(ls -A -- "$run") ]]; then
    fail "$run is not empty: name another folder, or a checkpoint with --resume"
fi
export PIPELINE=${PIPELINE:-$(type -P pipeline || true)}
if [[ -z $dry_run ]]; then
    [[ -x $PIPELINE ]] || fail "PIPELINE does not name the pipeline program" 78
    mkdir -p -- "$run"
    [[ -n $resume ]] || printf %s "$model" > "$run/started-from"
fi
export PIPELINE_REWARD_LOG=$run/rewards.jsonl

arguments=(
    # Where training starts from.
    --model "$model"
    # A folder of this phase alone.
    --save "$run/checkpoints"
)
if [[ -n $resume ]]; then
    arguments+=(--resume "$resume")
fi
if [[ -n $dry_run ]]; then
    printf '%q ' torchrun --standalone --nproc_per_node 2 "$here/train.py" "${arguments[@]}"
    echo
    exit
fi
if [[ -n $resume ]]; then
    # What was drawn behind the checkpoint is drawn again.
    printf '\n{"resumed": %d}\n' "${resume##*[!0-9]}" >> "$PIPELINE_REWARD_LOG"
fi
exec torchrun --standalone --nproc_per_node 2 "$here/train.py" "${arguments[@]}"
