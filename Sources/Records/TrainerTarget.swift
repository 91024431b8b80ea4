/// A trainer that a phase is handed to, in a generation of its interface.
///
/// Trainers rename columns, keys and files between releases; what is the same for a range of them is
/// one target.
public enum TrainerTarget: String, Sendable, Hashable, CaseIterable {
    /// EasyR1 since July 2025: `find_last_checkpoint`, `checkpoint_tracker.json`.
    case easyR1 = "easyr1"
    /// EasyR1 as PeBR-R1 forked it: the reward's type is a configuration key, the tracker plain text.
    case easyR1PeBR = "easyr1-pebr"
    /// EasyR1 as the first form of Vision-SR1 forked it (September 2025): the policy answers each
    /// question once more, from its own description, and the reward function gets that answer.
    case easyR1VisionSR1 = "easyr1-vision-sr1"
    /// verl 0.7.0.
    case verl070 = "verl-0.7.0"
    /// verl 0.7.1.
    case verl071 = "verl-0.7.1"
    /// verl 0.8.
    case verl08 = "verl-0.8"
    /// verl from 0.9 on.
    case verl09 = "verl-0.9"
    /// TRL's `GRPOTrainer`, 1.16.
    case trl
    /// ms-swift 4.
    case msSwift = "ms-swift"
    /// OpenRLHF up to 0.9, whose options have underscores.
    case openRLHF09 = "openrlhf-0.9"
    /// OpenRLHF from 0.10 on, whose options have dots.
    case openRLHF = "openrlhf"
}
