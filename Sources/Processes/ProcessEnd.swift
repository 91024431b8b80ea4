/// How a program ended.
public enum ProcessEnd: Sendable, Hashable {
    /// By itself, with this status.
    case exited(Int)
    /// By a signal of this number.
    case signalled(Int)
    /// Because the task that waited for it was cancelled.
    case stopped
}
