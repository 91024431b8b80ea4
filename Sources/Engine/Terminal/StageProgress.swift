import Records

/// What the event stream tells about the stage under way: a state machine without input or output.
struct StageProgress: Sendable {
    /// A unit under way.
    struct Unit: Sendable {
        var name: String
        var start: Timestamp
        var first: UnitProgress?
        var latest: UnitProgress?
        var latestTime: Timestamp
    }

    /// The stage's place in the run, from 1; 0 before the first.
    private(set) var position = 0
    /// How many stages the run has.
    private(set) var stageCount = 0
    /// The stage's name; nothing between stages.
    private(set) var stage: String?
    private(set) var start = Timestamp(milliseconds: 0)
    private(set) var unitCount = 0
    private(set) var unitsCached = 0
    private(set) var unitsDone = 0
    /// The units under way, in the order in which they started.
    private(set) var units: [Unit] = []

    mutating func apply(_ event: Event) {
        switch event.kind {
        case .runStarted:
            self = StageProgress()
            stageCount = event.session?.stages.count ?? 0
        case .stageCached, .stageSkipped: position += 1
        case .stagePlanned:
            position += 1
            stage = event.stage
            start = event.time
            unitCount = event.unitCount ?? 0
            unitsCached = event.cachedCount ?? 0
            unitsDone = unitsCached
            units = []
        case .unitStarted:
            units.append(
                Unit(name: event.unit ?? "", start: event.time, latestTime: event.time))
        case .unitProgress:
            guard let index = units.firstIndex(where: { $0.name == event.unit }) else { return }
            units[index].first = units[index].first ?? event.progress
            if units[index].latest == nil { units[index].start = event.time }
            units[index].latest = event.progress
            units[index].latestTime = event.time
        case .unitFinished:
            unitsDone += 1
            units.removeAll { $0.name == event.unit }
        case .unitFailed: units.removeAll { $0.name == event.unit }
        case .stageFinished, .stageFailed:
            stage = nil
            units = []
        default: break
        }
    }

    /// The share of the stage that is done, cached units left out on both sides.
    private var share: Double {
        let partial = units.reduce(0.0) { sum, unit in
            guard let progress = unit.latest, let total = progress.total, total > 0 else {
                return sum
            }
            return sum + min(1, Double(progress.done) / Double(total))
        }
        let total = Double(max(1, unitCount - unitsCached))
        return min(1, (Double(unitsDone - unitsCached) + partial) / total)
    }

    /// Seconds until the stage's units are done, if the rest goes like what was done here.
    func remaining(at now: Timestamp) -> Double? {
        if unitCount == 1, let unit = units.first, let rate = rate(of: unit),
            let latest = unit.latest, let total = latest.total
        {
            return Double(max(0, total - latest.done)) / rate
        }
        let elapsed = Double(now.milliseconds - start.milliseconds) / 1000
        guard share > 0.02, elapsed > 1 else { return nil }
        return elapsed * (1 - share) / share
    }

    /// How many a second a unit does; what it had done before it was resumed does not count.
    func rate(of unit: Unit) -> Double? {
        guard let first = unit.first, let latest = unit.latest, latest.done > first.done else {
            return nil
        }
        let elapsed = Double(unit.latestTime.milliseconds - unit.start.milliseconds) / 1000
        return elapsed > 0 ? Double(latest.done - first.done) / elapsed : nil
    }

    /// `stage 3/9 rollouts · 2/6 units · 0:12 left`.
    func headline(at now: Timestamp) -> String {
        var parts = ["stage \(position)/\(stageCount) \(stage ?? "")"]
        if unitCount > 1 {
            parts.append("\(Format.count(unitsDone))/\(Format.count(unitCount)) units")
        }
        let elapsed = Double(now.milliseconds - start.milliseconds) / 1000
        parts.append(Format.duration(max(0, elapsed)))
        if let remaining = remaining(at: now) { parts.append("\(Format.duration(remaining)) left") }
        return parts.joined(separator: " · ")
    }

    /// `steps 120/600 · 14/s · loss 0.31`.
    func line(of unit: Unit) -> String {
        guard let progress = unit.latest else { return unit.name }
        let total = progress.total.map { "/\(Format.count($0))" } ?? ""
        var parts = ["\(unit.name): \(progress.what) \(Format.count(progress.done))\(total)"]
        if let rate = rate(of: unit) { parts.append(Format.rate(rate)) }
        parts += progress.metrics.map { "\($0.name) \(Format.metric($0.value))" }
        return parts.joined(separator: " · ")
    }
}
