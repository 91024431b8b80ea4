import Synchronization

/// A door that one side opens and the other waits at.
final class Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }

    /// Waits until the door is open or the task is cancelled.
    func wait() async { for await _ in stream {} }
}
