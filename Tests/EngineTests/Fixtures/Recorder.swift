import Engine
import Synchronization

/// Remembers what happened, from any thread.
final class Recorder<Element: Sendable>: Sendable {
    private let state = Mutex<[Element]>([])
    var elements: [Element] { state.withLock { $0 } }
    func append(_ element: Element) { state.withLock { $0.append(element) } }
}

extension Recorder: EventListener where Element == Event {
    func receive(_ event: Event) { append(event) }
}
