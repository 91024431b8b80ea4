import Records
import Storage

/// What becomes of ranges.
extension RemoteRound {
    /// Takes in what a range's workers have said since, and what they have published.
    mutating func listen(_ live: inout Submission.Live) throws(Fault) {
        var places: [[UInt8]: Int] = [:]
        var lines = try live.report.lines()
        while !lines.isEmpty {
            live.heard = .now
            live.hasReport = true
            if places.isEmpty {
                for place in live.units { places[Array(units[place].plan.name.utf8)] = place }
            }
            for line in lines where !line.isEmpty {
                guard let json = try? JSONReader.parse(line, file: ""),
                    let event = try? Event(json: json)
                else { continue }
                hear(event, at: event.unit.flatMap { places[Array($0.utf8)] }, &live)
            }
            lines = try live.report.lines()
        }
        for place in live.told.sorted() where collect(place) { live.told.remove(place) }
        for (place, failed) in live.failed.sorted(by: { $0.key < $1.key })
        where missing.contains(place) {
            fail(place, failed.fault, failed.cost)
        }
        live.failed = [:]
        live.units.removeAll { !missing.contains($0) }
    }

    /// Takes in what a worker says.
    private func hear(_ event: Event, at place: Int?, _ live: inout Submission.Live) {
        switch event.kind {
        case .runFinished: live.over = live.over ?? .now
        case .unitStarted, .unitProgress, .unitRetrying:
            if let place, missing.contains(place) { work.sink.emit(event) }
        case .notice: work.sink.emit(event)
        case .unitFinished, .unitCached:
            if let place { live.told.insert(place) }
        case .unitFailed:
            if let place {
                let fault = Fault(
                    event.code ?? .failedUnits, event.message ?? "it failed", remedy: event.remedy)
                live.failed[place] = Submission.Failed(fault: fault, cost: event.cost)
            }
        default: break
        }
    }

    /// Takes in a unit that was published.
    ///
    /// - Returns: whether it was, and is sound.
    private mutating func collect(_ place: Int) -> Bool {
        guard missing.contains(place) else { return true }
        guard let artifact = work.published(units[place].key) else { return false }
        published.artifacts[place] = artifact
        missing.remove(place)
        let name = units[place].plan.name
        var event = Event(
            .unitFinished, stage: work.stage.name, unit: name, key: units[place].key)
        event.accounting = artifact.receipt.accounting
        event.cost = artifact.receipt.cost
        work.sink.emit(event)
        for notice in artifact.receipt.notices {
            work.sink.emit(.notice(notice, stage: work.stage.name, unit: name))
        }
        return true
    }

    /// Takes in what the service says of a range.
    func note(_ state: JobState?, _ live: inout Submission.Live, isAnswered: Bool) {
        if let state, state.phase != .unknown { live.state = state }
        switch state?.phase {
        case .waiting: live.heard = .now
        case .over: live.over = live.over ?? .now
        // A service that never knew of it lost it, or did not take it.
        case nil where isAnswered && live.wasNeverSeen: live.over = live.over ?? .now
        case nil, .running, .unknown: break
        }
    }

    /// What is to be kept of a range under way; nothing once it is settled.
    mutating func settled(
        _ live: Submission.Live, _ range: Int, _ task: RemoteTask
    ) -> Submission.Live? {
        if live.units.isEmpty { return nil }
        let now = ContinuousClock.now
        // What a host wrote last is seen by others a moment later.
        let isOver = live.over.map { now - $0 >= settings.lag } ?? false
        guard isOver || now - live.heard >= settings.silence else { return live }
        for place in live.units where !collect(place) { settle(place, live, task, range) }
        return nil
    }

    /// Decides about a unit that its range left undone.
    private mutating func settle(
        _ place: Int, _ live: Submission.Live, _ task: RemoteTask, _ range: Int
    ) {
        // A stopped range leaves units untouched, and one that never was does so too.
        if work.stop.isMade || live.wasNeverSeen { return }
        tries[place, default: 0] += 1
        guard tries[place, default: 0] >= settings.attempts else { return }
        let words = live.state.words.isEmpty ? "" : " (\(service.name) says \(live.state.words))"
        let log = "\(task.logsFolder)/\(range).log"
        var printed = GrowingFile(log, last: 6)
        let lines = (try? printed.lines()) ?? []
        fail(
            place,
            Fault(
                .tryAgain,
                "its process ended \(settings.attempts) times before the unit did\(words)",
                remedy:
                    "what it printed is in `\(log)`; it may need more memory or time than it was "
                    + "given",
                cause: lines.isEmpty
                    ? nil
                    : lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")))
    }

    private mutating func fail(_ place: Int, _ fault: Fault, _ cost: Cost? = nil) {
        missing.remove(place)
        failures[place] = fault
        let name = units[place].plan.name
        var event = Event(
            .unitFailed, stage: work.stage.name, unit: name, key: units[place].key)
        event.code = fault.code
        event.message = fault.description
        event.remedy = fault.remedy
        event.cost = cost
        work.sink.emit(event)
    }

    /// Whether the first fifty that ended have all failed, so that the rest will too.
    var isHopeless: Bool {
        failures.count >= LocalExecutor.hopelessCount
            && published.artifacts.allSatisfy { $0 == nil }
            && failures.values.contains { $0.code != .tryAgain }
    }

    /// Takes back what is under way, and tries no more.
    mutating func giveUp() async {
        await service.cancel(liveTags, onlyWaiting: false)
        for index in submissions.indices { submissions[index].live = [:] }
        missing = []
    }
}
