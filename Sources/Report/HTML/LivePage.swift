/// How a page that is served keeps up with its run: it fetches itself again and replaces the parts that
/// changed. A page in a file has none of this, and may fetch nothing.
public struct LivePage: Sendable, Hashable {
    /// Seconds between two fetches.
    public var seconds: Int

    /// A page that fetches itself again.
    ///
    /// - Precondition: at least a second.
    public init(seconds: Int = 2) {
        precondition(seconds > 0, "a page waits between two fetches")
        self.seconds = seconds
    }
}
