import Records

/// OpenRLHF's options (`openrlhf/cli/train_ppo_ray.py`). Those of 0.9 and before have other names for
/// the same.
struct OpenRLHFLaunch {
    private let hasDots: Bool
    private let settings: TrainerSettings
    private let mostPictures: Int

    init(_ target: TrainerTarget, _ settings: TrainerSettings, mostPictures: Int) {
        hasDots = target == .openRLHF
        self.settings = settings
        self.mostPictures = mostPictures
    }

    var plan: LaunchPlan {
        LaunchPlan(
            command: "python3 -m openrlhf.cli.train_ppo_ray",
            arguments: ConfigText.options(data + rollout + method + saving),
            // It goes on from what `latest` names; launch.sh makes sure that this is `$resume`.
            resumed: [hasDots ? "--ckpt.load_enable" : "--load_checkpoint"])
    }

    private func option(
        _ dotted: String, _ plain: String, _ value: ConfigEntry.Value, _ reason: String
    ) -> ConfigEntry {
        ConfigEntry("--" + (hasDots ? dotted : plain), value, reason)
    }

    private var data: [ConfigEntry] {
        let data = "\"$run/\(TrainerTarget.openRLHF.facts.dataFile)\""
        var entries = [
            option(
                "actor.model_name_or_path", "pretrain", .shell("\"$model\""),
                "Where training starts from."),
            option(
                "data.prompt_dataset", "prompt_data", .shell(data),
                "The phase, with whole paths. "
                    + "OpenRLHF shuffles it."),
            option(
                "data.input_key", "input_key", .text("prompt"), "The column of the conversation."),
            option("data.label_key", "label_key", .text("label"), "The column of the label."),
            option(
                "data.apply_chat_template", "apply_chat_template", .present,
                "Conversations become prompts as the model's template says."),
            option(
                "reward.remote_url", "remote_rm_url",
                .shell("\"${PIPELINE_REWARD_URL:-$here/reward.py}\""),
                "The reward: the function in this file, or the `pipeline reward-server` that "
                    + "PIPELINE_REWARD_URL names."),
        ]
        if hasDots {
            entries += [
                option("data.image_key", "", .text("images"), "The column of the pictures' paths."),
                option(
                    "data.max_images_per_prompt", "", .integer(mostPictures),
                    "The most pictures of a question; with 0 none would be looked at."),
                option(
                    "data.max_len", "", .integer(settings.promptTokens + settings.responseTokens),
                    "The most tokens of a prompt, pictures included, and its response."),
            ]
        } else {
            entries.append(
                option(
                    "", "prompt_max_len", .integer(settings.promptTokens),
                    "The most tokens of a prompt."))
        }
        return entries
    }

    private var rollout: [ConfigEntry] {
        [
            option(
                "rollout.batch_size", "rollout_batch_size", .integer(settings.rolloutBatch),
                "Questions of a training step."),
            option(
                "rollout.n_samples_per_prompt", "n_samples_per_prompt", .integer(settings.group),
                "Responses to a question."),
            option(
                "rollout.max_new_tokens", "generate_max_len", .integer(settings.responseTokens),
                "The most tokens of a response."),
            option(
                "rollout.temperature", "temperature", .real(settings.temperature),
                "The temperature of responses."),
            option(
                "rollout.top_p", "top_p", .real(settings.topShare), "The share they are drawn from."
            ),
            option(
                "rollout.micro_batch_size", "micro_rollout_batch_size",
                .integer(settings.microBatch),
                "Responses that a GPU takes at once where log-probabilities are computed."),
            option(
                "train.batch_size", "train_batch_size", .integer(settings.updateResponses),
                "Responses of an update: here not questions."),
            option(
                "train.micro_batch_size", "micro_train_batch_size", .integer(settings.microBatch),
                "Responses that a GPU takes at once in an update."),
            option(
                "train.num_episodes", "num_episodes", .integer(settings.epochs),
                "How often the phase is gone through."),
            option("train.max_epochs", "max_epochs", .integer(1), "Each response is used once."),
            option("train.seed", "seed", .integer(Int(settings.seed)), "The seed."),
        ]
    }

    private var method: [ConfigEntry] {
        let engines = settings.allGPUs / max(1, settings.tensorParallel)
        return [
            option(
                "algo.advantage.estimator", "advantage_estimator", .text("group_norm"),
                "Advantages are deviations from the group's mean, over its deviation."),
            option(
                "algo.kl.init_coef", "init_kl_coef", .real(settings.kl), "The divergence's weight."),
            option("algo.kl.use_loss", "use_kl_loss", .present, "It is part of the loss."),
            option("algo.kl.estimator", "kl_estimator", .text("k3"), "The k3 estimator."),
            option(
                "actor.eps_clip_low_high", "eps_clip_low_high",
                .words(["\(settings.clipLow)", "\(settings.clipHigh)"]),
                "The clips below and above 1."),
            option(
                "actor.adam.lr", "actor_learning_rate", .real(settings.learningRate),
                "The learning rate. It starts anew with each phase."),
            option(
                "actor.adam.weight_decay", "l2", .real(settings.weightDecay), "The weight decay."),
            option(
                "actor.num_nodes", "actor_num_nodes", .integer(settings.nodes),
                "Machines that train together."),
            option(
                "actor.num_gpus_per_node", "actor_num_gpus_per_node", .integer(settings.gpus),
                "GPUs of each machine."),
            option(
                "ref.num_nodes", "ref_num_nodes", .integer(settings.nodes),
                "The reference is on the same."),
            option(
                "ref.num_gpus_per_node", "ref_num_gpus_per_node", .integer(settings.gpus),
                "On all of their GPUs."),
            option("vllm.num_engines", "vllm_num_engines", .integer(engines), "Engines that draw."),
            option(
                "vllm.tensor_parallel_size", "vllm_tensor_parallel_size",
                .integer(settings.tensorParallel), "GPUs of an engine."),
            option(
                "train.colocate_all", "colocate_all_models", .present, "All share the GPUs."),
            option("vllm.enable_sleep", "vllm_enable_sleep", .present, "Engines make room"),
            option("ds.enable_sleep", "deepspeed_enable_sleep", .present, "and so does training."),
            option("ds.zero_stage", "zero_stage", .integer(3), "All is split between the GPUs."),
            hasDots
                ? option("ds.param_dtype", "", .text("bf16"), "The weights' type.")
                : option("", "bf16", .present, "The weights' type."),
        ]
    }

    private var saving: [ConfigEntry] {
        let folder = "$run/\(LaunchPlan.saveFolder)"
        return [
            option(
                "ckpt.path", "ckpt_path", .shell("\"\(folder)\""), "A folder of this phase alone."),
            option(
                "ckpt.output_dir", "save_path", .shell("\"$run/model\""),
                "Where the end result goes."),
            option(
                "ckpt.save_steps", "save_steps", .integer(settings.saveEvery),
                "Training steps between checkpoints."),
            option(
                "ckpt.save_hf", "save_hf_ckpt", .present,
                "Weights that the next phase loads, beside each checkpoint."),
            option(
                "ckpt.max_num", "max_ckpt_num", .integer(settings.keep),
                "Checkpoints that are kept."),
        ]
            + (settings.isResumable
                ? []
                : [
                    option(
                        "ckpt.disable_ds", "disable_ds_ckpt", .present,
                        "Without the optimizer one cannot go on from a checkpoint.")
                ])
    }
}
