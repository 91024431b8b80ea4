#!/usr/bin/env bash
# Trains the phase coarse perception with verl 0.9.
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
[[ $here$run$model != *'${'* ]] ||
    fail "verl 0.9 would take what begins with a dollar and a brace for a variable"
export PIPELINE=${PIPELINE:-$(type -P pipeline || true)}
if [[ -z $dry_run ]]; then
    [[ -x $PIPELINE ]] || fail "PIPELINE does not name the pipeline program" 78
    mkdir -p -- "$run"
    [[ -n $resume ]] || printf %s "$model" > "$run/started-from"
fi
export PIPELINE_REWARD_LOG=$run/rewards.jsonl

# A text in Hydra's single quotes: a backslash is itself unless a quote or the end follows.
hydra_text() {
    printf "'%s'" "$(sed -E "s/(\\\\*)('|\$)/\\1\\1\\\\\\2/g; s/\\\\\$//" <<< "$1")"
}

[[ -n $dry_run ]] || python3 "$here/place.py" "$here" "$run" data.json validation-data.json

export VERL_FILE_LOGGER_PATH="$run/metrics${resume:+-${resume##*[!0-9]}}.jsonl"
arguments=(
    # The column of the conversation.
    'data.prompt_key="prompt"'
    # The column of the pictures.
    'data.image_key="images"'
    # The most tokens of a prompt, pictures included.
    'data.max_prompt_length=2048'
    # The most tokens of a response.
    'data.max_response_length=2048'
    # Questions of a training step.
    'data.train_batch_size=2'
    # Whether the phase's order is given up.
    'data.shuffle=false'
    # The seed of the order.
    'data.seed=1'
    # Rows were measured when they were written. verl's filter drops what it cannot measure without an error.
    'data.filter_overlong_prompts=false'
    # What is too long ends the run.
    'data.truncation="error"'
    # Advantages are deviations from the group's mean, over its deviation.
    'algorithm.adv_estimator="grpo"'
    # The divergence is not in the reward.
    'algorithm.use_kl_in_reward=false'
    # It is part of the loss.
    'actor_rollout_ref.actor.use_kl_loss=true'
    # The divergence's weight.
    'actor_rollout_ref.actor.kl_loss_coef=0.01'
    # The k3 estimator.
    'actor_rollout_ref.actor.kl_loss_type="low_var_kl"'
    # Questions of an update.
    'actor_rollout_ref.actor.ppo_mini_batch_size=1'
    # Responses that a GPU takes at once in an update.
    'actor_rollout_ref.actor.ppo_micro_batch_size_per_gpu=2'
    # The clip below 1.
    'actor_rollout_ref.actor.clip_ratio_low=0.2'
    # The clip above 1.
    'actor_rollout_ref.actor.clip_ratio_high=0.3'
    # The learning rate. It starts anew with each phase.
    'actor_rollout_ref.actor.optim.lr=1.0e-06'
    # The weight decay.
    'actor_rollout_ref.actor.optim.weight_decay=0.01'
    # `hf_model` is what the next phase loads, without a merge.
    'actor_rollout_ref.actor.checkpoint.save_contents=[model,optimizer,extra,hf_model]'
    # What draws responses.
    'actor_rollout_ref.rollout.name="vllm"'
    # Responses to a question.
    'actor_rollout_ref.rollout.n=8'
    # The temperature of responses.
    'actor_rollout_ref.rollout.temperature=1.0'
    # The share they are drawn from.
    'actor_rollout_ref.rollout.top_p=1.0'
    # GPUs of an engine.
    'actor_rollout_ref.rollout.tensor_model_parallel_size=1'
    # Responses that a GPU takes at once where log-probabilities are computed.
    'actor_rollout_ref.rollout.log_prob_micro_batch_size_per_gpu=2'
    # The same for the reference.
    'actor_rollout_ref.ref.log_prob_micro_batch_size_per_gpu=2'
    # The most pictures of a question.
    '++actor_rollout_ref.rollout.limit_images=2'
    # How often the phase is gone through.
    'trainer.total_epochs=1'
    # Metrics go to the log and to a file in the run folder.
    'trainer.logger=[console,file]'
    # GPUs of each machine.
    'trainer.n_gpus_per_node=2'
    # Machines that train together.
    'trainer.nnodes=1'
    # Nothing is validated on the way.
    'trainer.test_freq=-1'
    # Nor before.
    'trainer.val_before_train=false'
    # Training steps between checkpoints.
    'trainer.save_freq=5'
    # Checkpoints that are kept.
    'trainer.max_actor_ckpt_to_keep=3'
    # The phase, with whole paths.
    data.train_files="$(hydra_text "$run/data.json")"
    # verl wants a row to validate on.
    data.val_files="$(hydra_text "$run/validation-data.json")"
    # Where training starts from.
    actor_rollout_ref.model.path="$(hydra_text "$model")"
    # The reward.
    reward.custom_reward_function.path="$(hydra_text "$here/reward.py")"
    # Its function.
    'reward.custom_reward_function.name="verl"'
    # Where scores are logged.
    ++reward.custom_reward_function.reward_kwargs.log="$(hydra_text "$run/rewards.jsonl")"
    # A folder of this phase alone.
    trainer.default_local_dir="$(hydra_text "$run/checkpoints")"
)
if [[ -n $resume ]]; then
    arguments+=(trainer.resume_mode=resume_path trainer.resume_from_path="$(hydra_text "$resume")")
else
    # Where it stopped in another phase's rows would skip as many of this one's.
    arguments+=(trainer.resume_mode=disable)
fi
if [[ -n $dry_run ]]; then
    printf '%q ' python3 -m verl.trainer.main_ppo "${arguments[@]}"
    echo
    exit
fi
if [[ -n $resume ]]; then
    # What was drawn behind the checkpoint is drawn again.
    printf '\n{"resumed": %d}\n' "${resume##*[!0-9]}" >> "$PIPELINE_REWARD_LOG"
fi
exec python3 -m verl.trainer.main_ppo "${arguments[@]}"
