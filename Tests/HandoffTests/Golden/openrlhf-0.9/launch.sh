#!/usr/bin/env bash
# Trains the phase coarse perception with OpenRLHF up to 0.9.
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
    latest=$run/checkpoints/_actor/latest
    [[ -f $latest && $(<"$latest") == "${resume##*/}" ]] ||
        fail "OpenRLHF goes on from what $latest names: write ${resume##*/} into it"
elif [[ -e $run && -n $(ls -A -- "$run") ]]; then
    fail "$run is not empty: name another folder, or a checkpoint with --resume"
fi
export PIPELINE=${PIPELINE:-$(type -P pipeline || true)}
if [[ -z $dry_run ]]; then
    [[ -n ${PIPELINE_REWARD_URL:-} || -x $PIPELINE ]] || fail "PIPELINE does not name the pipeline program" 78
    mkdir -p -- "$run"
    [[ -n $resume ]] || printf %s "$model" > "$run/started-from"
fi
export PIPELINE_REWARD_LOG=$run/rewards.jsonl

[[ -n $dry_run ]] || python3 "$here/place.py" "$here" "$run" data.jsonl

arguments=(
    # Where training starts from.
    --pretrain "$model"
    # The phase, with whole paths. OpenRLHF shuffles it.
    --prompt_data "$run/data.jsonl"
    # The column of the conversation.
    --input_key 'prompt'
    # The column of the label.
    --label_key 'label'
    # Conversations become prompts as the model's template says.
    --apply_chat_template
    # The reward: the function in this file, or the `pipeline reward-server` that PIPELINE_REWARD_URL names.
    --remote_rm_url "${PIPELINE_REWARD_URL:-$here/reward.py}"
    # The most tokens of a prompt.
    --prompt_max_len 2048
    # Questions of a training step.
    --rollout_batch_size 2
    # Responses to a question.
    --n_samples_per_prompt 8
    # The most tokens of a response.
    --generate_max_len 2048
    # The temperature of responses.
    --temperature 1.0
    # The share they are drawn from.
    --top_p 1.0
    # Responses that a GPU takes at once where log-probabilities are computed.
    --micro_rollout_batch_size 2
    # Responses of an update: here not questions.
    --train_batch_size 8
    # Responses that a GPU takes at once in an update.
    --micro_train_batch_size 2
    # How often the phase is gone through.
    --num_episodes 1
    # Each response is used once.
    --max_epochs 1
    # The seed.
    --seed 1
    # Advantages are deviations from the group's mean, over its deviation.
    --advantage_estimator 'group_norm'
    # The divergence's weight.
    --init_kl_coef 0.01
    # It is part of the loss.
    --use_kl_loss
    # The k3 estimator.
    --kl_estimator 'k3'
    # The clips below and above 1.
    --eps_clip_low_high 0.2 0.3
    # The learning rate. It starts anew with each phase.
    --actor_learning_rate 1.0e-06
    # The weight decay.
    --l2 0.01
    # Machines that train together.
    --actor_num_nodes 1
    # GPUs of each machine.
    --actor_num_gpus_per_node 2
    # The reference is on the same.
    --ref_num_nodes 1
    # On all of their GPUs.
    --ref_num_gpus_per_node 2
    # Engines that draw.
    --vllm_num_engines 2
    # GPUs of an engine.
    --vllm_tensor_parallel_size 1
    # All share the GPUs.
    --colocate_all_models
    # Engines make room
    --vllm_enable_sleep
    # and so does training.
    --deepspeed_enable_sleep
    # All is split between the GPUs.
    --zero_stage 3
    # The weights' type.
    --bf16
    # A folder of this phase alone.
    --ckpt_path "$run/checkpoints"
    # Where the end result goes.
    --save_path "$run/model"
    # Training steps between checkpoints.
    --save_steps 1
    # Weights that the next phase loads, beside each checkpoint.
    --save_hf_ckpt
    # Checkpoints that are kept.
    --max_ckpt_num 3
)
if [[ -n $resume ]]; then
    arguments+=(--load_checkpoint)
fi
if [[ -n $dry_run ]]; then
    printf '%q ' python3 -m openrlhf.cli.train_ppo_ray "${arguments[@]}"
    echo
    exit
fi
if [[ -n $resume ]]; then
    # What was drawn behind the checkpoint is drawn again.
    printf '\n{"resumed": %d}\n' "${resume##*[!0-9]}" >> "$PIPELINE_REWARD_LOG"
fi
exec python3 -m openrlhf.cli.train_ppo_ray "${arguments[@]}"
