/// How the learning rate goes down after warm-up.
public enum LearningRateSchedule: String, Sendable, Hashable, CaseIterable {
    /// It stays.
    case constant
    /// In a straight line.
    case linear
    /// Along half a cosine (Loshchilov and Hutter 2017, without restarts).
    case cosine
}
