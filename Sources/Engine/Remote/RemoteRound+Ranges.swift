import Records
import Storage

/// What becomes of ranges and their units.
extension RemoteRound {
    /// Takes in what a range's workers have said since, and what they have published. A report that
    /// cannot be read now is read later.
    mutating func listen(_ live: inout Submission.Live) {
        var places: [[UInt8]: Int] = [:]
        while let lines = try? live.report.lines(), !lines.isEmpty {
            live.heard = .now
            live.hasReport = true
            tasksInVain = []
            if places.isEmpty {
                for place in live.units { places[Array(units[place].plan.name.utf8)] = place }
            }
            for line in lines where !line.isEmpty {
                guard let json = try? JSONReader.parse(line, file: ""),
                    var event = try? Event(json: json)
                else { continue }
                // Clocks of hosts differ.
                event.time = .now
                hear(event, at: event.unit.flatMap { places[Array($0.utf8)] }, &live)
            }
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
    private mutating func hear(_ event: Event, at place: Int?, _ live: inout Submission.Live) {
        if event.kind != .unitFailed, let place { live.failed[place] = nil }
        switch event.kind {
        case .runStarted: live.finished = nil
        case .runFinished: live.finished = .now
        case .unitStarted, .unitProgress, .unitRetrying:
            guard let place, missing.contains(place) else { return }
            work.sink.emit(event)
            note(event.progress?.done, at: place)
        case .notice: work.sink.emit(event)
        case .unitFinished, .unitCached:
            if let place, missing.contains(place) { live.told.insert(place) }
        case .unitFailed:
            guard let place else { return }
            let fault = Fault(
                event.code ?? .failedUnits, event.message ?? "it failed", remedy: event.remedy)
            live.failed[place] = Submission.Failed(fault: fault, cost: event.cost)
        default: break
        }
    }

    /// A unit that goes on from where it was stopped is sent as often as it comes further: a time limit may be
    /// shorter than its work.
    private mutating func note(_ done: Int?, at place: Int) {
        guard let done, work.stage.keepsCheckpoints, done > reached[place, default: 0] else {
            return
        }
        reached[place] = done
        // The end of a range that came further is no try.
        tries[place] = -1
    }

    /// Takes in a unit that was published.
    ///
    /// - Returns: whether it was, and is sound.
    mutating func collect(_ place: Int) -> Bool {
        guard missing.contains(place) else { return true }
        guard let artifact = work.published(units[place]) else { return false }
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

    /// Decides about the units that a range left undone which has come to an end.
    mutating func settle(_ live: Submission.Live, _ range: Int, _ task: RemoteTask) {
        // A stopped range leaves units untouched, which is no fault of theirs.
        if work.stop.isMade { return }
        if live.wasNeverBegun {
            // The task's end is no try of each of its units.
            tasksInVain.insert(task.tag)
        } else if !live.hasReport {
            silentEnds += 1
        }
        for place in live.units where !collect(place) {
            let count: Int
            if live.wasNeverBegun {
                count = tasksInVain.count
            } else {
                count = tries[place, default: 0] + 1
                tries[place] = count
            }
            guard count >= settings.attempts || isWorkerBroken else { continue }
            fail(place, ending(live, range, task, count))
        }
    }

    private func ending(
        _ live: Submission.Live, _ range: Int, _ task: RemoteTask, _ count: Int
    ) -> Fault {
        let ended = live.wasNeverBegun ? "its job ended" : "its process ended"
        let before = live.wasNeverBegun ? "before it began" : "before the unit did"
        let words = live.state.words.isEmpty ? "" : " (\(service.name) says \(live.state.words))"
        let log = "\(task.logsFolder)/\(range).log"
        var printed = GrowingFile(log, last: 6)
        let lines = (try? printed.lines()) ?? []
        return Fault(
            .tryAgain,
            "\(ended) \(count == 1 ? "once" : "\(count) times") \(before)\(words)",
            remedy: "what it printed is in `\(log)`; it may need more memory or time than it was "
                + "given",
            cause: lines.isEmpty
                ? nil
                : lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
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

    /// Whether so many workers ended without a word, and none has said one, that more would too.
    private var isWorkerBroken: Bool {
        silentEnds >= RemoteRound.mostSilentEnds
            && !submissions.contains { $0.live.values.contains(where: \.hasReport) }
            && published.artifacts.allSatisfy { $0 == nil }
    }

    /// Whether the first fifty that ended have all failed, so that the rest will too.
    var isHopeless: Bool {
        guard failures.count >= LocalExecutor.hopelessCount else { return false }
        return published.artifacts.allSatisfy { $0 == nil }
            && (isWorkerBroken || failures.values.contains { $0.code != .tryAgain })
    }
}
