import Synchronization

/// Passes a unit's progress on, five times a second at most; the last step always.
final class ProgressReporter: Sendable {
    private let sink: EventSink
    private let stage: String
    private let unit: String
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    init(sink: EventSink, stage: String, unit: String) {
        self.sink = sink
        self.stage = stage
        self.unit = unit
    }

    func report(_ progress: UnitProgress) {
        let now = ContinuousClock.now
        let isDue = last.withLock { last -> Bool in
            if let last, last.duration(to: now) < .milliseconds(200),
                progress.done != progress.total
            {
                return false
            }
            last = now
            return true
        }
        guard isDue else { return }
        var event = Event(.unitProgress, stage: stage, unit: unit)
        event.progress = progress
        sink.emit(event)
    }
}
