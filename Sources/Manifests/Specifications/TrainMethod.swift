/// How a `train` stage trains: the `method` key.
public enum TrainMethod: String, Sendable, Hashable, CaseIterable {
    /// Supervised fine-tuning on the data sets' target responses.
    case supervised = "sft"
    /// The picture and text scorer whose cosine is the alignment reward.
    case alignment
    /// Group relative policy optimization on a phase of a curriculum.
    case reinforcement = "grpo"
    /// A phase of a curriculum, by a trainer of its own such as EasyR1 or TRL.
    case handOff = "hand-off"
}
