import Engine
import Records
import Synchronization

/// What each part of a run costs this process: a part ends where an event says so.
final class ScaleMeter: EventListener {
    /// A part and what it cost.
    struct Part: Sendable {
        var name: String
        var processorSeconds: Double
        var wallSeconds: Double
        /// The most memory that was resident meanwhile, what was held before included.
        var peakMebibytes: Double
    }

    private struct State: Sendable {
        var parts: [Part] = []
        var processorSeconds = ResourceUsage.ownSeconds
        var start = ContinuousClock.now
        var unitCount = 0
        var isSent = false
    }

    private let units: Int
    private let state = Mutex(State())

    /// A meter for a stage of so many units.
    init(units: Int) { self.units = units }

    /// What was measured.
    var parts: [Part] { state.withLock { $0.parts } }

    /// Begins anew, with nothing measured.
    func start() {
        ResourceUsage.resetPeak()
        state.withLock { $0 = State() }
    }

    func receive(_ event: Event) {
        switch event.kind {
        case .stagePlanned: end("plan")
        case .unitFinished:
            let isLast = state.withLock { state in
                state.unitCount += 1
                return state.unitCount == units
            }
            if isLast { end("receipts taken in") }
        case .stageFinished: end("join")
        default: break
        }
    }

    /// Ends a part; the next one begins.
    func end(_ name: String) {
        state.withLock { state in
            let now = ContinuousClock.now
            let processorSeconds = ResourceUsage.ownSeconds
            state.parts.append(
                Part(
                    name: name, processorSeconds: processorSeconds - state.processorSeconds,
                    wallSeconds: (now - state.start) / .seconds(1),
                    peakMebibytes: ResourceUsage.recentPeakMebibytes))
            state.processorSeconds = processorSeconds
            state.start = now
        }
        ResourceUsage.resetPeak()
    }
}
