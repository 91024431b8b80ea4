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
    /// How often a unit's range ended before it did.
    var tries: [Int: Int] = [:]
    /// How far units came that go on from where they were stopped.
    var reached: [Int: Int] = [:]
    var failures: [Int: Fault] = [:]
    var submissions: [Submission] = []
    /// How long what was told to end is waited for.
    private static let grace = Duration.seconds(10)
    /// What was said already.
    private var told: Set<String> = []
    /// How many ranges ended whose workers said nothing.
    var silentEnds = 0
    /// After so many, while no worker has said anything, units are not sent again.
    static let mostSilentEnds = 50
    /// The tasks with ranges that ended before they began, since a worker last said something.
    var tasksInVain: Set<String> = []
    /// How many tasks were taken by the service in a row and never shown.
    private var unseenCount = 0

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

    /// How many ranges are under way.
    var liveCount: Int { submissions.reduce(0) { $0 + $1.live.count } }

    private var folder: String { work.run.remoteFolder(stage: work.stage.name) }

    /// Those whose end is not known.
    private var liveTasks: [RemoteTask] {
        submissions.filter { !$0.live.isEmpty }.map(\.task)
    }

    /// All of this round: what was taken for lost may live.
    private var tasks: [RemoteTask] { submissions.map(\.task) }

    /// Takes over what an earlier driver of the run has sent and is still under way.
    mutating func adopt() async throws(Fault) {
        guard !missing.isEmpty, try FileSystem.status(folder)?.kind == .folder else { return }
        var places: [Digest: Int] = [:]
        for place in missing { places[units[place].key] = place }
        var tasks: [RemoteTask] = []
        var stopped: [RemoteTask] = []
        for name in try FileSystem.list(folder).sorted() {
            guard let task = try? RemoteTask(folder: "\(folder)/\(name)"),
                task.key == work.planned.key
            else { continue }
            // Whoever stopped it meant it: its workers do no more.
            if try FileSystem.status(task.stopPath) == nil {
                tasks.append(task)
            } else {
                stopped.append(task)
            }
        }
        if !stopped.isEmpty { await service.cancel(stopped, onlyWaiting: false) }
        if tasks.isEmpty { return }
        let states = try? await service.states(of: tasks)
        for task in tasks {
            var live: [Int: [Int]] = [:]
            for range in 0..<task.rangeCount {
                // Without an answer, all may be under way.
                let phase = states.map { $0[task.tag]?[range]?.phase ?? .over } ?? .unknown
                guard phase != .over else { continue }
                let own = try task.keys(of: range).compactMap { places[$0] }
                if !own.isEmpty { live[range] = own }
            }
            if live.isEmpty { continue }
            submissions.append(Submission(task, units: live, isAdopted: true))
        }
        if isUnderWay {
            say("units sent earlier may be under way (ranges: \(liveCount)); waiting for that")
        }
    }

    /// Looks what was published, and what became of the ranges under way.
    ///
    /// - Throws: a `Fault` if the service takes tasks and never shows them.
    mutating func look() async throws(Fault) {
        let tasks = liveTasks
        if tasks.isEmpty { return }
        var states: [String: [Int: JobState]]?
        do throws(Fault) {
            states = try await service.states(of: tasks)
        } catch {
            let remedy = error.remedy.map { "; \($0)" } ?? ""
            sayOnce("\(error.description); it is asked again\(remedy)")
        }
        for index in submissions.indices where !submissions[index].live.isEmpty {
            let lost = look(at: index, states?[submissions[index].task.tag], states != nil)
            if !lost.isEmpty { await service.cancel(lost, of: submissions[index].task) }
        }
        if unseenCount >= settings.attempts {
            throw Fault(
                .configuration,
                "\(service.name) takes jobs and does not show them afterwards",
                remedy:
                    "it may hide the partition, rewrite comments, or send jobs to another cluster "
                    + "than the one that is asked")
        }
        if isHopeless { await giveUp() }
    }

    /// Looks at the ranges of a task.
    ///
    /// - Returns: those that are taken for lost, and whose jobs may live.
    private mutating func look(
        at index: Int, _ states: [Int: JobState]?, _ isAnswered: Bool
    ) -> [Int] {
        submissions[index].note(states, isAnswered: isAnswered)
        if submissions[index].isKnown { unseenCount = 0 }
        var lost: [Int] = []
        var isUnseen = false
        for range in submissions[index].live.keys.sorted() {
            guard var live = submissions[index].live[range] else { continue }
            if let warning = states?[range]?.warning {
                sayOnce("\(service.name) lets jobs wait: \(warning)")
            }
            if !live.isOnlyWaiting { listen(&live) }
            let fate = live.fate(settings, isShown: submissions[index].shouldBeShown)
            submissions[index].live[range] = fate == .goesOn ? live : nil
            switch fate {
            case .goesOn, .done: continue
            case .ended: settle(live, range, submissions[index].task)
            case .silent:
                lost.append(range)
                say("nothing is heard of range \(range) any more; it is taken for lost")
                settle(live, range, submissions[index].task)
            case .unpublished:
                lost.append(range)
                settle(live, range, submissions[index].task)
            case .unseen:
                isUnseen = isUnseen || !(submissions[index].isKnown || submissions[index].isAdopted)
            }
            for place in live.units { _ = collect(place) }
        }
        if isUnseen { unseenCount += 1 }
        return lost
    }

    /// Sends what is missing and not under way.
    mutating func send() async throws(Fault) {
        // What was not taken is sent as it is.
        if let index = submissions.firstIndex(where: \.isToBeSentAgain) {
            try await submit(index)
            return
        }
        // Looked at again and again, however many there are.
        var isSent = [Bool](repeating: false, count: units.count)
        for live in submissions.lazy.flatMap(\.live.values) {
            for place in live.units { isSent[place] = true }
        }
        let places = missing.filter { !isSent[$0] }.sorted()
        guard !places.isEmpty else { return }
        let atOnce = max(1, settings.atOnce)
        let size = RemoteExecutor.rangeSize(
            settings.rangeSize, units: places.count, atOnce: atOnce)
        let task = try RemoteTask(
            places.lazy.map { [units] in units[$0] }, by: size, of: work, to: folder)
        var ranges: [Int: [Int]] = [:]
        for range in 0..<task.rangeCount {
            ranges[range] = Array(places[(range * size)..<min((range + 1) * size, places.count)])
        }
        submissions.append(Submission(task, units: ranges, isAdopted: false))
        try await submit(submissions.count - 1)
    }

    private mutating func submit(_ index: Int) async throws(Fault) {
        let task = submissions[index].task
        submissions[index].isAbsent = false
        do throws(Fault) {
            let jobs = try await service.submit(task, atOnce: max(1, settings.atOnce))
            submissions[index].isAccepted = true
            // For people; the tag is what counts.
            try? task.note(jobs)
            told = []
            let count = submissions[index].live.values.reduce(0) { $0 + $1.units.count }
            say(
                "sent as \(jobs.joined(separator: ", ")): units \(count), ranges \(task.rangeCount)"
            )
        } catch {
            // What is under way is worth more than what cannot be sent now.
            let isAlone = !submissions.indices.contains {
                $0 != index && !submissions[$0].live.isEmpty
            }
            guard error.code == .tryAgain || !isAlone else { throw error }
            sayOnce("\(service.name) takes no units now: \(error.description); it is asked again")
        }
    }

    /// Starts no more units: ranges that wait are taken back, the others end after the unit they are at.
    func stop() async {
        tellWorkers()
        await service.cancel(tasks, onlyWaiting: true)
    }

    /// Ends what is under way, and waits a little until it has.
    func end() async {
        let tasks = tasks
        if tasks.isEmpty { return }
        tellWorkers()
        await service.cancel(tasks, onlyWaiting: false)
        let deadline = ContinuousClock.now + RemoteRound.grace
        while ContinuousClock.now < deadline {
            guard let states = try? await service.states(of: tasks) else { return }
            let isAlive = states.values.contains { task in
                task.values.contains { $0.phase == .waiting || $0.phase == .running }
            }
            if !isAlive { return }
            try? await Task.sleep(for: min(.milliseconds(100), settings.interval))
        }
    }

    /// Tells workers to start no more, also those that cannot be cancelled now.
    private func tellWorkers() {
        for submission in submissions where !submission.live.isEmpty {
            try? FileSystem.write([], to: submission.task.stopPath)
        }
    }

    /// Takes back what is under way, and tries no more.
    private mutating func giveUp() async {
        tellWorkers()
        await service.cancel(tasks, onlyWaiting: false)
        for index in submissions.indices { submissions[index].live = [:] }
        missing = []
    }

    private func say(_ text: String) { work.sink.emit(.notice(text, stage: work.stage.name)) }

    private mutating func sayOnce(_ text: String) {
        if told.insert(text).inserted { say(text) }
    }
}
