import Records
import Storage

/// The units of a stage while a service does them.
struct RemoteRound: Sendable {
    let units: [UnitState]
    let work: StageWork
    let service: any JobService
    let settings: RemoteExecutor.Settings
    /// What the units published that did.
    var published: UnitEnds
    /// The places of units that are neither published nor given up.
    var missing: Set<Int>
    /// How often a unit was sent whose range came to no end.
    var tries: [Int: Int] = [:]
    var failures: [Int: Fault] = [:]
    var submissions: [Submission] = []
    /// How long what was told to end is waited for.
    private static let grace = Duration.seconds(10)
    /// What was said of a service that does not answer.
    var told: Set<String> = []

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

    var folder: String { work.run.remoteFolder(stage: work.stage.name) }

    var liveTags: Set<String> {
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

    func say(_ text: String) { work.sink.emit(.notice(text, stage: work.stage.name)) }

    mutating func sayOnce(_ text: String) {
        if told.insert(text).inserted { say(text) }
    }
}
