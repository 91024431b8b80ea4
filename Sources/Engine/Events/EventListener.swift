/// Somebody who follows a run.
public protocol EventListener: Sendable {
    /// Something happened. Called from any thread, one call at a time.
    func receive(_ event: Event)
}
