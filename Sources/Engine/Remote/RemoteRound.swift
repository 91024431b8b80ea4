import Records
import Storage

/// The units of a stage while a service does them.
struct RemoteRound: Sendable {
    private let units: [UnitState]
    private let work: StageWork
    private let service: any JobService
    private let settings: RemoteExecutor.Settings
    /// What the units published that did.
    private var published: UnitEnds
    /// The places of units that are neither published nor given up.
    private var missing: Set<Int>
    /// How often a unit was sent whose range came to no end.
    private var tries: [Int: Int] = [:]
    private var failures: [Int: Fault] = [:]
    private var submissions: [Submission] = []
    /// How long what was told to end is waited for.
    private static let grace = Duration.seconds(10)
    /// What was said of a service that does not answer.
    private var told: Set<String> = []

    init(
        _ units: [UnitState], of work: StageWork, _ service: any JobService,
        _ settings: RemoteExecutor.Settings
    ) {
        self.units = units
        self.work = work
        self.service = service
        self.settings = settings
        published = UnitEnds(units)
        missing = Set(units.indices.filter { units[$0].artifact == nil })
    }

    /// How the units ended that did.
    var ends: UnitEnds {
        var ends = published
        ends.failures = failures.sorted { $0.key < $1.key }.map { place, fault in
            UnitFailure(stage: work.stage.name, unit: units[place].plan.name, fault: fault)
        }
        return ends
    }

    /// Whether every unit is published or given up.
    var isOver: Bool { missing.isEmpty }

    /// Whether something was sent whose end is not known.
    var isUnderWay: Bool { submissions.contains { !$0.live.isEmpty } }

    private var folder: String { work.run.remoteFolder(stage: work.stage.name) }

    private var liveTags: Set<String> {
        Set(submissions.filter { !$0.live.isEmpty }.map(\.task.tag))
    }

    /// Takes over what an earlier driver of the run has sent and is still under way.
    mutating func adopt() async throws(Fault) {
        guard !missing.isEmpty, try FileSystem.status(folder)?.kind == .folder else { return }
        var places: [[UInt8]: Int] = [:]
        for place in missing { places[Array(units[place].plan.name.utf8)] = place }
        var tasks: [RemoteTask] = []
        for name in try FileSystem.list(folder).sorted() {
            guard let task = try? RemoteTask(folder: "\(folder)/\(name)"),
                task.key == work.planned.key
            else { continue }
            tasks.append(task)
        }
        if tasks.isEmpty { return }
        let states = await service.states(of: Set(tasks.map(\.tag)))
        var count = 0
        for task in tasks {
            var live: [Int: [Int]] = [:]
            for range in 0..<task.rangeCount {
                // Without an answer, all may be under way.
                let phase = states.map { $0[task.tag]?[range]?.phase ?? .over } ?? .unknown
                guard phase != .over else { continue }
                let own = try task.units(of: range).compactMap { places[Array($0.name.utf8)] }
                if !own.isEmpty { live[range] = own }
            }
            count += live.count
            if !live.isEmpty { submissions.append(Submission(task, units: live)) }
        }
        if count > 0 {
            say("units sent earlier may be under way (ranges: \(count)); waiting for that")
        }
    }

    /// Looks what was published, and what became of the ranges under way.
    mutating func look() async throws(Fault) {
        let tags = liveTags
        if tags.isEmpty { return }
        let states = await service.states(of: tags)
        if states == nil { sayOnce("\(service.name) does not answer; it is asked again") }
        for index in submissions.indices {
            let submission = submissions[index]
            let known = states?[submission.task.tag] ?? [:]
            for (range, live) in submission.live.sorted(by: { $0.key < $1.key }) {
                var live = live
                try listen(&live)
                // Whoever does not answer takes nothing either: there is nothing to be done.
                if states == nil { live.heard = .now }
                note(known[range], &live, isAnswered: states != nil)
                submissions[index].live[range] = settled(live, range, submission.task)
            }
        }
        if isHopeless { await giveUp() }
    }

    /// Sends what is missing and not under way.
    mutating func send() async throws(Fault) {
        let under = Set(submissions.flatMap { $0.live.values.flatMap(\.units) })
        let places = missing.subtracting(under).sorted()
        guard !places.isEmpty else { return }
        let earlier = try FileSystem.status(folder) == nil ? [] : try FileSystem.list(folder)
        let number = (earlier.compactMap { Int($0) }.max() ?? 0) + 1
        let atOnce = max(1, settings.atOnce)
        let size = max(1, settings.rangeSize ?? (places.count + 4 * atOnce - 1) / (4 * atOnce))
        let task = try RemoteTask(
            places.map { units[$0] }, by: size, of: work, to: "\(folder)/\(number)")
        var ranges: [Int: [Int]] = [:]
        for range in 0..<task.rangeCount {
            ranges[range] = Array(places[(range * size)..<min((range + 1) * size, places.count)])
        }
        // It may take them although it does not say so: the tag will tell.
        submissions.append(Submission(task, units: ranges))
        do throws(Fault) {
            let jobs = try await service.submit(task, atOnce: atOnce)
            try task.note(jobs)
            told = []
            say(
                "sent as \(jobs.joined(separator: ", ")): units \(places.count), ranges "
                    + "\(task.rangeCount)")
        } catch {
            guard error.code == .tryAgain else { throw error }
            sayOnce("\(service.name) does not take units: \(error.message); it is asked again")
        }
    }

    /// Starts no more units: ranges that wait are taken back, the others end after the unit they are at.
    mutating func stop() async throws(Fault) {
        for submission in submissions where !submission.live.isEmpty {
            try FileSystem.write([], to: submission.task.stopPath)
        }
        await service.cancel(liveTags, onlyWaiting: true)
    }

    /// Ends what is under way, and waits a little until it has.
    func end() async {
        let tags = liveTags
        if tags.isEmpty { return }
        await service.cancel(tags, onlyWaiting: false)
        let deadline = ContinuousClock.now + RemoteRound.grace
        while ContinuousClock.now < deadline {
            guard let states = await service.states(of: tags) else { return }
            let isAlive = states.values.contains { task in
                task.values.contains { $0.phase == .waiting || $0.phase == .running }
            }
            if !isAlive { return }
            try? await Task.sleep(for: min(.milliseconds(100), settings.interval))
        }
    }
}

// What becomes of ranges.
extension RemoteRound {
    /// Takes in what a range's workers have said since, and what they have published.
    private mutating func listen(_ live: inout Submission.Live) throws(Fault) {
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
        for (place, fault) in live.faults.sorted(by: { $0.key < $1.key })
        where missing.contains(place) {
            fail(place, fault)
        }
        live.faults = [:]
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
                live.faults[place] = Fault(
                    event.code ?? .failedUnits, event.message ?? "it failed", remedy: event.remedy)
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
    private func note(_ state: JobState?, _ live: inout Submission.Live, isAnswered: Bool) {
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
    private mutating func settled(
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

    private mutating func fail(_ place: Int, _ fault: Fault) {
        missing.remove(place)
        failures[place] = fault
        let name = units[place].plan.name
        var event = Event(
            .unitFailed, stage: work.stage.name, unit: name, key: units[place].key)
        event.code = fault.code
        event.message = fault.description
        event.remedy = fault.remedy
        work.sink.emit(event)
    }

    /// Whether the first fifty that ended have all failed, so that the rest will too.
    private var isHopeless: Bool {
        failures.count >= LocalExecutor.hopelessCount
            && published.artifacts.allSatisfy { $0 == nil }
            && failures.values.contains { $0.code != .tryAgain }
    }

    /// Takes back what is under way, and tries no more.
    private mutating func giveUp() async {
        await service.cancel(liveTags, onlyWaiting: false)
        for index in submissions.indices { submissions[index].live = [:] }
        missing = []
    }

    private func say(_ text: String) { work.sink.emit(.notice(text, stage: work.stage.name)) }

    private mutating func sayOnce(_ text: String) {
        if told.insert(text).inserted { say(text) }
    }
}
