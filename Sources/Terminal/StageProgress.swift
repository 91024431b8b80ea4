import Engine
import Records

/// What the events of a stage under way come to: a state machine without input or output.
///
/// An event costs a look at the units under way, however many units the stage has.
struct StageProgress: Sendable {
    /// A unit under way.
    struct Unit: Sendable {
        var name: String
        var start: Timestamp
        /// Which attempt it is at, from 1.
        var attempt = 1
        var first: UnitProgress?
        var latest: UnitProgress?
        var latestTime: Timestamp
    }

    /// The stage's name.
    let name: String
    let start: Timestamp
    let unitCount: Int
    let unitsCached: Int
    private(set) var unitsDone: Int
    private(set) var unitsFailed = 0
    /// How often a unit had to be tried again.
    private(set) var retryCount = 0
    /// The units under way, in the order in which they started.
    private(set) var units: [Unit] = []

    /// A stage whose units are known.
    init(_ planned: Event) {
        name = planned.stage ?? ""
        start = planned.time
        unitCount = planned.unitCount ?? 0
        unitsCached = planned.cachedCount ?? 0
        unitsDone = unitsCached
    }

    /// Takes an event of this stage in.
    mutating func apply(_ event: Event) {
        let index = units.firstIndex { $0.name == event.unit }
        switch event.kind {
        case .unitStarted:
            units.append(
                Unit(name: event.unit ?? "", start: event.time, latestTime: event.time))
        case .unitProgress:
            guard let index else { return }
            units[index].first = units[index].first ?? event.progress
            if units[index].latest == nil { units[index].start = event.time }
            units[index].latest = event.progress
            units[index].latestTime = event.time
        case .unitRetrying:
            retryCount += 1
            guard let index else { return }
            units[index].attempt = event.attempt ?? units[index].attempt + 1
        case .unitFinished, .unitCached:
            unitsDone += 1
            if let index { units.remove(at: index) }
        case .unitFailed:
            unitsFailed += 1
            if let index { units.remove(at: index) }
        default: break
        }
    }

    /// How many units are being tried again.
    var unitsRetrying: Int { units.count { $0.attempt > 1 } }

    /// The unit that spoke last.
    var latestUnit: Unit? {
        units.filter { $0.latest != nil }.max { $0.latestTime < $1.latestTime }
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
        return min(1, (Double(unitsDone - unitsCached + unitsFailed) + partial) / total)
    }

    /// Seconds until the stage's units are done, if the rest goes like what was done here.
    func remaining(at now: Timestamp) -> Double? {
        if unitCount == 1, let unit = units.first, let rate = rate(of: unit),
            let latest = unit.latest, let total = latest.total
        {
            return Double(max(0, total - latest.done)) / rate
        }
        let elapsed = now.seconds(since: start)
        guard share > 0.02, elapsed > 1 else { return nil }
        return elapsed * (1 - share) / share
    }

    /// How many a second a unit does; what it had done before it was resumed does not count.
    func rate(of unit: Unit) -> Double? {
        guard let first = unit.first, let latest = unit.latest, latest.done > first.done else {
            return nil
        }
        let elapsed = unit.latestTime.seconds(since: unit.start)
        return elapsed > 0 ? Double(latest.done - first.done) / elapsed : nil
    }

    /// `rollouts · 2/6 units · 1 failed · 1 retrying · 12.0 s · 0:40 left`.
    func headline(at now: Timestamp) -> StyledLine {
        var line = StyledLine(name, .heading)
        func add(_ text: String, _ role: TextStyle.Role? = nil) {
            line.append(StyledLine(text, role), after: " · ")
        }
        if unitCount > 1 {
            add("\(Format.count(unitsDone))/\(Format.count(unitCount)) units")
        }
        if unitsFailed > 0 { add("\(Format.count(unitsFailed)) failed", .error) }
        if unitsRetrying > 0 { add("\(Format.count(unitsRetrying)) retrying", .warning) }
        add(Format.duration(max(0, now.seconds(since: start))))
        if let remaining = remaining(at: now) { add("\(Format.duration(remaining)) left") }
        return line
    }

    /// `part-3: steps 120/600 · 14/s · loss 0.31`.
    func line(of unit: Unit) -> StyledLine {
        var line = StyledLine(unit.name)
        if let progress = unit.latest {
            let total = progress.total.map { "/\(Format.count($0))" } ?? ""
            line.append(": \(progress.what) \(Format.count(progress.done))\(total)")
            if let rate = rate(of: unit) { line.append(" · \(Format.rate(rate))") }
            for metric in progress.metrics {
                line.append(" · \(metric.name) \(Format.metric(metric.value))")
            }
        }
        if unit.attempt > 1 {
            line.append(StyledLine("attempt \(unit.attempt)", .warning), after: " · ")
        }
        return line
    }
}
