public import Engine
import Records

/// Prints the event stream as JSON Lines, the same that `events.jsonl` holds.
public struct JSONLinesListener: EventListener {
    private let stream: OutputStream

    /// A printer.
    public init(stream: OutputStream = .standardOutput) { self.stream = stream }

    /// Prints an event.
    public func receive(_ event: Event) { stream.write(event.json.serialized + "\n") }
}
