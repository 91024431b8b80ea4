"""What train.py gives to TRL's GRPOConfig and to the model's processor."""

GRPO = {
    # How often the phase is gone through.
    "num_train_epochs": 1,
    # Responses to a question.
    "num_generations": 8,
    # Responses that are drawn before the next updates.
    "generation_batch_size": 16,
    # Responses that a GPU takes at once in an update.
    "per_device_train_batch_size": 2,
    # So many times make up the responses of an update.
    "gradient_accumulation_steps": 2,
    # The most tokens of a response; one as long as this was cut off.
    "max_completion_length": 2048,
    # The temperature of responses.
    "temperature": 1.0,
    # The share they are drawn from.
    "top_p": 1.0,
    # Whether the phase's order is given up.
    "shuffle_dataset": False,
    # The seed.
    "seed": 1,
    # The mean over the tokens of the responses that a GPU takes at once.
    "loss_type": "bnpo",
    # Advantages are deviations from the group's mean, over its deviation.
    "scale_rewards": "group",
    # The weight of the divergence, in the loss.
    "beta": 0.01,
    # The clip below 1.
    "epsilon": 0.2,
    # The clip above 1.
    "epsilon_high": 0.3,
    # The learning rate. It starts anew with each phase.
    "learning_rate": 1.0e-06,
    # The weight decay.
    "weight_decay": 0.01,
    # The rate stays what it is.
    "lr_scheduler_type": "constant",
    # Checkpoints between training steps.
    "save_strategy": "steps",
    # Updates between checkpoints: TRL counts each as a step.
    "save_steps": 10,
    # Checkpoints that are kept.
    "save_total_limit": 3,
    # Without the optimizer one cannot go on from a checkpoint.
    "save_only_model": False,
    # Metrics of each update.
    "logging_steps": 1,
    # Metrics go to the log and the checkpoints.
    "report_to": "none",
    # The label column goes to the reward.
    "remove_unused_columns": False,
}

# What the model's processor is told of pictures.
PROCESSOR = {
    # Smaller pictures are enlarged, as when pass rates were measured.
    "min_pixels": 576,
    # Larger pictures are shrunk, as when pass rates were measured.
    "max_pixels": 802816,
}
