import Records

/// verl's configuration (`verl/trainer/config/ppo_trainer.yaml`).
struct VerlLaunch {
    private let target: TrainerTarget
    private let settings: TrainerSettings
    private let mostPictures: Int

    init(_ target: TrainerTarget, _ settings: TrainerSettings, mostPictures: Int) {
        self.target = target
        self.settings = settings
        self.mostPictures = mostPictures
    }

    var plan: LaunchPlan {
        LaunchPlan(
            environment: [
                (
                    "VERL_FILE_LOGGER_PATH",
                    // verl empties it: whoever goes on has another.
                    "\"$run/metrics${resume:+-${resume##*[!0-9]}}.jsonl\""
                )
            ],
            command: "python3 -m verl.trainer.main_ppo",
            arguments: ConfigText.assignments(data + actor + rollout + trainer + places),
            fresh: ["trainer.resume_mode=disable"],
            resumed: [
                "trainer.resume_mode=resume_path",
                #"trainer.resume_from_path="$(hydra_text "$resume")""#,
            ])
    }

    private var data: [ConfigEntry] {
        [
            .init("data.prompt_key", .text("prompt"), "The column of the conversation."),
            .init("data.image_key", .text("images"), "The column of the pictures."),
            .init(
                "data.max_prompt_length", .integer(settings.promptTokens),
                "The most tokens of a prompt, pictures included."),
            .init(
                "data.max_response_length", .integer(settings.responseTokens),
                "The most tokens of a response."),
            .init(
                "data.train_batch_size", .integer(settings.rolloutBatch),
                "Questions of a training step."),
            .init(
                "data.shuffle", .flag(settings.shuffles), "Whether the phase's order is given up."),
            .init("data.seed", .integer(Int(settings.seed)), "The seed of the order."),
            .init(
                "data.filter_overlong_prompts", .flag(false),
                "Rows were measured when they were written. verl's filter drops what it cannot "
                    + "measure without an error."),
            .init("data.truncation", .text("error"), "What is too long ends the run."),
        ]
    }

    private var actor: [ConfigEntry] {
        let actor = "actor_rollout_ref.actor"
        let contents = settings.isResumable ? ["model", "optimizer", "extra"] : ["model"]
        return [
            .init(
                "algorithm.adv_estimator", .text("grpo"),
                "Advantages are deviations from the group's mean, over its deviation."),
            .init(
                "algorithm.use_kl_in_reward", .flag(false), "The divergence is not in the reward."),
            .init("\(actor).use_kl_loss", .flag(settings.kl != 0), "It is part of the loss."),
            .init("\(actor).kl_loss_coef", .real(settings.kl), "The divergence's weight."),
            .init("\(actor).kl_loss_type", .text("low_var_kl"), "The k3 estimator."),
            .init(
                "\(actor).ppo_mini_batch_size", .integer(settings.updateBatch),
                "Questions of an update."),
            .init(
                "\(actor).ppo_micro_batch_size_per_gpu", .integer(settings.microBatch),
                "Responses that a GPU takes at once in an update."),
            .init("\(actor).clip_ratio_low", .real(settings.clipLow), "The clip below 1."),
            .init("\(actor).clip_ratio_high", .real(settings.clipHigh), "The clip above 1."),
            .init(
                "\(actor).optim.lr", .real(settings.learningRate),
                "The learning rate. It starts anew with each phase."),
            .init("\(actor).optim.weight_decay", .real(settings.weightDecay), "The weight decay."),
            .init(
                "\(actor).checkpoint.save_contents", .words(contents + ["hf_model"]),
                "`hf_model` is what the next phase loads, without a merge."),
        ]
    }

    private var rollout: [ConfigEntry] {
        let rollout = "actor_rollout_ref.rollout"
        return [
            .init("\(rollout).name", .text("vllm"), "What draws responses."),
            .init("\(rollout).n", .integer(settings.group), "Responses to a question."),
            .init(
                "\(rollout).temperature", .real(settings.temperature),
                "The temperature of responses."),
            .init("\(rollout).top_p", .real(settings.topShare), "The share they are drawn from."),
            .init(
                "\(rollout).tensor_model_parallel_size", .integer(settings.tensorParallel),
                "GPUs of an engine."),
            .init(
                "\(rollout).log_prob_micro_batch_size_per_gpu", .integer(settings.microBatch),
                "Responses that a GPU takes at once where log-probabilities are computed."),
            .init(
                "actor_rollout_ref.ref.log_prob_micro_batch_size_per_gpu",
                .integer(settings.microBatch), "The same for the reference."),
            .init(
                "++\(rollout).limit_images", .integer(mostPictures),
                "The most pictures of a question."),
        ]
    }

    private var trainer: [ConfigEntry] {
        [
            .init(
                "trainer.total_epochs", .integer(settings.epochs),
                "How often the phase is gone through."),
            .init(
                "trainer.logger", .words(["console", "file"]),
                "Metrics go to the log and to a file in the run folder."),
            .init("trainer.n_gpus_per_node", .integer(settings.gpus), "GPUs of each machine."),
            .init("trainer.nnodes", .integer(settings.nodes), "Machines that train together."),
            .init("trainer.test_freq", .integer(-1), "Nothing is validated on the way."),
            .init("trainer.val_before_train", .flag(false), "Nor before."),
            .init(
                "trainer.save_freq", .integer(settings.saveEvery),
                "Training steps between checkpoints."),
            .init(
                "trainer.max_actor_ckpt_to_keep", .integer(settings.keep),
                "Checkpoints that are kept."),
        ]
    }

    /// What only the launcher knows.
    private var places: [ConfigEntry] {
        func path(_ key: String, _ path: String, _ reason: String) -> ConfigEntry {
            .init(key, .shell("\"$(hydra_text \"\(path)\")\""), reason)
        }
        let facts = target.facts
        let reward =
            target == .verl070 ? "custom_reward_function" : "reward.custom_reward_function"
        return [
            path("data.train_files", "$run/\(facts.dataFile)", "The phase, with whole paths."),
            path(
                "data.val_files", "$run/\(PhaseData.validationFile(facts))",
                "verl wants a row to validate on."),
            path("actor_rollout_ref.model.path", "$model", "Where training starts from."),
            path("\(reward).path", "$here/reward.py", "The reward."),
            .init("\(reward).name", .text("verl"), "Its function."),
            path(
                "++\(reward).reward_kwargs.log", "$run/rewards.jsonl",
                "Where scores are logged."),
            path(
                "trainer.default_local_dir", "$run/\(LaunchPlan.saveFolder)",
                "A folder of this phase alone."),
        ]
    }
}
