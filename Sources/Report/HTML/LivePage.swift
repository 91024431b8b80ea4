/// How a page that is served keeps up with its run: a stream of events tells it how the run stands, and when
/// to fetch itself again and replace the parts that changed. A page in a file has none of this, and may fetch
/// nothing.
public struct LivePage: Sendable, Hashable {
    /// Where the events are, from the page: a stream of server-sent events `status`, each with the object that
    /// `pipeline status --json` has for the run, and `report` when the page has changed.
    public var events: String

    /// A page that follows events.
    public init(events: String) { self.events = events }
}
