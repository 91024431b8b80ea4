import Records

/// EasyR1's configuration (`verl/trainer/config.py`).
struct EasyR1Launch {
    let target: TrainerTarget
    private let settings: TrainerSettings
    private let mostPictures: Int

    init(_ target: TrainerTarget, _ settings: TrainerSettings, mostPictures: Int) {
        self.target = target
        self.settings = settings
        self.mostPictures = mostPictures
    }

    var plan: LaunchPlan {
        var fresh = ["trainer.load_checkpoint_path=null"]
        var resumed = [#"trainer.load_checkpoint_path="$(yaml_text "$resume")""#]
        if target == .easyR1 {
            fresh.append("trainer.find_last_checkpoint=false")
            resumed.append("trainer.find_last_checkpoint=false")
        }
        return LaunchPlan(
            file: ("config.yaml", ConfigText.yaml(data + algorithm + worker + trainer)),
            command: #"python3 -m verl.trainer.main config="$(yaml_text "$here/config.yaml")""#,
            arguments: ConfigText.assignments(places), fresh: fresh, resumed: resumed)
    }

    private var data: [ConfigEntry] {
        var entries: [ConfigEntry] = [
            .init("data.prompt_key", .text("problem"), "The column of the question."),
            .init("data.answer_key", .text("answer"), "The column of the label."),
            .init("data.image_key", .text("images"), "The column of the pictures."),
            .init(
                "data.max_prompt_length", .integer(settings.promptTokens),
                "The most tokens of a prompt, pictures included."),
            .init(
                "data.max_response_length", .integer(settings.responseTokens),
                "The most tokens of a response."),
            .init(
                "data.rollout_batch_size", .integer(settings.rolloutBatch),
                "Questions of a training step. What is left of the phase behind the last whole "
                    + "batch is dropped."),
            .init(
                "data.val_batch_size", .integer(-1), "All rows to validate on at once: it is one."),
            .init(
                "data.shuffle", .flag(settings.shuffles), "Whether the phase's order is given up."),
            .init("data.seed", .integer(Int(settings.seed)), "The seed of the order."),
            .init(
                "data.filter_overlong_prompts", .flag(false),
                "Rows were measured when they were written: none is dropped silently."),
        ]
        if target.facts.instructionPlace == .rows {
            entries.append(
                .init("data.format_prompt", .null, "The rows say already how to answer."))
        }
        if let pixels = settings.pixels {
            entries += [
                .init(
                    "data.min_pixels", .integer(pixels.lowerBound),
                    "Smaller pictures are enlarged, as when pass rates were measured."),
                .init(
                    "data.max_pixels", .integer(pixels.upperBound),
                    "Larger pictures are shrunk, as when pass rates were measured."),
            ]
        }
        return entries
    }

    private var algorithm: [ConfigEntry] {
        var entries: [ConfigEntry] = [
            .init(
                "algorithm.adv_estimator", .text("grpo"),
                "Advantages are deviations from the group's mean, over its deviation."),
            .init(
                "algorithm.disable_kl", .flag(settings.kl == 0), "Whether no reference is kept."),
            .init(
                "algorithm.use_kl_loss", .flag(true),
                "The divergence is part of the loss, not of "
                    + "the reward."),
            .init("algorithm.kl_penalty", .text("low_var_kl"), "The k3 estimator."),
            .init("algorithm.kl_coef", .real(settings.kl), "The divergence's weight."),
        ]
        if target != .easyR1VisionSR1 {
            entries.append(
                .init(
                    "algorithm.online_filtering", .flag(false),
                    "Questions were chosen by their pass rates."))
        }
        return entries
    }

    private var worker: [ConfigEntry] {
        var entries: [ConfigEntry] = [
            .init(
                "worker.actor.global_batch_size", .integer(settings.updateBatch),
                "Questions of an update."),
            .init(
                "worker.actor.micro_batch_size_per_device_for_update",
                .integer(settings.microBatch), "Responses that a GPU takes at once in an update."),
            .init(
                "worker.actor.micro_batch_size_per_device_for_experience",
                .integer(settings.microBatch), "The same where log-probabilities are computed."),
            .init("worker.actor.clip_ratio_low", .real(settings.clipLow), "The clip below 1."),
            .init("worker.actor.clip_ratio_high", .real(settings.clipHigh), "The clip above 1."),
            .init("worker.actor.clip_ratio_dual", .real(3), "EasyR1's dual clip."),
            .init(
                "worker.actor.loss_avg_mode", .text("token"),
                "Each token of what a GPU takes at once weighs the same."),
            .init("worker.actor.ppo_epochs", .integer(1), "A rollout batch is learnt from once."),
            .init(
                "worker.actor.max_grad_norm", .real(1), "Longer gradients are shortened to this."),
            .init(
                "worker.actor.optim.lr", .real(settings.learningRate),
                "The learning rate. It starts anew with each phase."),
            .init(
                "worker.actor.optim.weight_decay", .real(settings.weightDecay),
                "The weight decay."),
            .init("worker.actor.optim.strategy", .text("adamw"), "AdamW, its state in 32 bits."),
            .init(
                "worker.actor.optim.lr_warmup_ratio", .real(0), "The learning rate does not rise."),
            .init(
                "worker.actor.offload.offload_params", .flag(true),
                "Weights wait in the machine's memory while the engine has the GPU."),
            .init(
                "worker.actor.offload.offload_optimizer", .flag(true),
                "So does the optimizer's state."),
            .init(
                "worker.actor.model.freeze_vision_tower", .flag(false),
                "What sees is trained, too: a description can be no better."),
            .init(
                "worker.ref.fsdp.enable_cpu_offload", .flag(true),
                "The reference comes to the GPU a layer at a time."),
            .init(
                "worker.rollout.gpu_memory_utilization", .real(0.6),
                "The share of a GPU's memory that the engine takes."),
            .init("worker.rollout.n", .integer(settings.group), "Responses to a question."),
            .init(
                "worker.rollout.temperature", .real(settings.temperature),
                "The temperature of responses."),
            .init(
                "worker.rollout.top_p", .real(settings.topShare), "The share they are drawn from."),
            .init(
                "worker.rollout.limit_images", .integer(mostPictures),
                "The most pictures of a question; more would be refused in the middle."),
            .init(
                "worker.rollout.tensor_parallel_size", .integer(settings.tensorParallel),
                "GPUs of an engine."),
            .init(
                "worker.rollout.max_num_batched_tokens",
                .integer(max(8192, settings.promptTokens + settings.responseTokens)),
                "Tokens that an engine takes at once: no fewer than a prompt and a response have."),
            .init(
                "worker.rollout.val_override_config.n", .integer(1),
                "The row to validate on, behind the last step, is answered once."),
        ]
        if target == .easyR1VisionSR1 {
            // It has no such key, and averages so.
            entries.removeAll { $0.key == "worker.actor.loss_avg_mode" }
            return entries + visionSR1Actor + visionSR1Rewards
        }
        entries.append(
            .init(
                "worker.reward.reward_function_kwargs.max_tokens",
                .integer(settings.responseTokens),
                "A response as long as this was cut off: EasyR1 does not say why one ended."))
        if target == .easyR1PeBR {
            entries.append(
                .init(
                    "worker.reward.reward_type", .text("batch"),
                    "A step's responses are scored in one call."))
        }
        return entries
    }

    private var trainer: [ConfigEntry] {
        var entries: [ConfigEntry] = [
            .init(
                "trainer.total_epochs", .integer(settings.epochs),
                "How often the phase is gone through."),
            target == .easyR1
                ? .init(
                    "trainer.logger", .words(["console", "file"]),
                    "Metrics go to the log and to a file beside the checkpoints.")
                : .init("trainer.logger", .words(["console"]), "Metrics go to the log."),
            .init("trainer.nnodes", .integer(settings.nodes), "Machines that train together."),
            .init("trainer.n_gpus_per_node", .integer(settings.gpus), "GPUs of each machine."),
            .init(
                "trainer.val_freq", .integer(-1),
                "Nothing is validated on the way: `evaluate` "
                    + "does that, on questions of its own."),
            .init("trainer.val_before_train", .flag(false), "Nor before."),
            .init(
                "trainer.save_freq", .integer(settings.saveEvery),
                "Training steps between checkpoints; the last step is always saved."),
            .init("trainer.save_limit", .integer(settings.keep), "Checkpoints that are kept."),
        ]
        if target.facts.savesWeightsAlone {
            entries.append(
                .init(
                    "trainer.save_model_only", .flag(!settings.isResumable),
                    "Without the optimizer, EasyR1 cannot go on from a checkpoint."))
        }
        return entries
    }

    /// What only the launcher knows. EasyR1 reads values as YAML.
    private var places: [ConfigEntry] {
        func path(_ key: String, _ path: String, _ reason: String) -> ConfigEntry {
            .init(key, .shell("\"$(yaml_text \"\(path)\")\""), reason)
        }
        let facts = target.facts
        if target == .easyR1VisionSR1 { return visionSR1Places(path) }
        return [
            path("data.train_files", "$here/\(facts.dataFile)", "The phase."),
            path(
                "data.val_files", "$here/\(PhaseData.validationFile(facts))",
                "EasyR1 wants a row to validate on."),
            path("data.image_dir", "$here", "What pictures' paths are relative to."),
            path("worker.actor.model.model_path", "$model", "Where training starts from."),
            path("worker.reward.reward_function", "$here/reward.py:easyr1", "The reward."),
            path(
                "worker.reward.reward_function_kwargs.log", "$run/rewards.jsonl",
                "Where scores are logged."),
            path(
                "trainer.save_checkpoint_path", "$run/\(LaunchPlan.saveFolder)",
                "A folder of this phase alone."),
        ]
    }
}
