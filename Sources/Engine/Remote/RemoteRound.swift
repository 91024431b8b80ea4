import Records
import Storage

/// The units of a stage while a service does them.
struct RemoteRound: Sendable {
    private let units: [UnitState]
    private let work: StageWork
    private let service: any JobService
    private let settings: RemoteExecutor.Settings
    /// How the units ended that did.
    private(set) var ends: UnitEnds
    /// The places of units that are neither published nor given up.
    private var missing: Set<Int>
    /// How often a unit was sent.
    private var tries: [Int: Int] = [:]
    private var failures: [(place: Int, failure: UnitFailure)] = []
    private var submissions: [Submission] = []
    private var isSilenceTold = false

    init(
        _ units: [UnitState], of work: StageWork, _ service: any JobService,
        _ settings: RemoteExecutor.Settings
    ) {
        self.units = units
        self.work = work
        self.service = service
        self.settings = settings
        ends = UnitEnds(units)
        missing = Set(units.indices.filter { units[$0].artifact == nil })
    }

    /// Whether every unit is published or given up.
    var isOver: Bool { missing.isEmpty }

    private var folder: String { work.run.remoteFolder(stage: work.stage.name) }

    /// Takes over what an earlier driver of the run has sent and is still under way.
    mutating func adopt() async throws(Fault) {
        guard !missing.isEmpty, try FileSystem.status(folder)?.kind == .folder else { return }
        var places: [[UInt8]: Int] = [:]
        for place in missing { places[Array(units[place].plan.name.utf8)] = place }
        for name in try FileSystem.list(folder).sorted() {
            guard let task = try? RemoteTask(folder: "\(folder)/\(name)"),
                task.key == work.planned.key
            else { continue }
            let jobs = task.jobs
            let phases = await service.phases(of: jobs, tag: task.tag)
            var live: [Int: Submission.Live] = [:]
            for (range, phase) in phases where phase == .waiting || phase == .running {
                let own = try task.units(of: range).compactMap { places[Array($0.name.utf8)] }
                if !own.isEmpty { live[range] = Submission.Live(units: own) }
            }
            if !live.isEmpty {
                submissions.append(
                    Submission(task: task, tag: task.tag, jobs: jobs, live: live))
            }
        }
    }

    /// Looks what was published, and what became of the ranges under way.
    mutating func look() async throws(Fault) {
        collect()
        for index in submissions.indices where !submissions[index].live.isEmpty {
            let submission = submissions[index]
            let phases = await service.phases(of: submission.jobs, tag: submission.tag)
            // What ended meanwhile was published before the service said so.
            collect()
            for (range, live) in submission.live {
                submissions[index].live[range] = try settled(
                    live, range, submission.task, phases[range] ?? .unknown)
            }
        }
    }

    /// Sends what is missing and not under way.
    mutating func send() async throws(Fault) {
        let under = Set(submissions.flatMap { $0.live.values.flatMap(\.units) })
        let places = missing.subtracting(under).sorted()
        guard !places.isEmpty else { return }
        let number = try FileSystem.status(folder) == nil
            ? 0 : try FileSystem.list(folder).compactMap { Int($0) }.max() ?? 0
        let task = try RemoteTask(
            places.map { units[$0] }, by: settings.rangeSize, of: work,
            to: "\(folder)/\(number + 1)")
        let size = max(1, settings.rangeSize)
        var live: [Int: Submission.Live] = [:]
        for range in 0..<task.rangeCount {
            let own = places[(range * size)..<min((range + 1) * size, places.count)]
            live[range] = Submission.Live(units: Array(own))
        }
        do throws(Fault) {
            let jobs = try await service.submit(
                Array(0..<task.rangeCount), of: task, tag: task.tag)
            try task.note(jobs)
            for place in places { tries[place, default: 0] += 1 }
            submissions.append(Submission(task: task, tag: task.tag, jobs: jobs, live: live))
            isSilenceTold = false
        } catch {
            guard error.code == .tryAgain else { throw error }
            // It may have taken them all the same: the tag will tell.
            if !isSilenceTold {
                work.sink.emit(
                    .notice(
                        "\(service.name) does not answer: \(error.message); it is asked again",
                        stage: work.stage.name))
            }
            isSilenceTold = true
            submissions.append(Submission(task: task, tag: task.tag, jobs: [], live: live))
        }
    }

    /// Ends what is under way.
    func cancel() async {
        for submission in submissions where !submission.live.isEmpty {
            await service.cancel(submission.jobs, tag: submission.tag)
        }
    }

    /// Takes in what was published since.
    private mutating func collect() {
        let places = missing.sorted()
        let published = work.publishedKeys(among: places.map { units[$0].key })
        for place in places where published.contains(units[place].key) {
            guard let artifact = work.published(units[place].key) else { continue }
            ends.artifacts[place] = artifact
            missing.remove(place)
            var event = Event(
                .unitFinished, stage: work.stage.name, unit: units[place].plan.name,
                key: units[place].key)
            event.accounting = artifact.receipt.accounting
            event.cost = artifact.receipt.cost
            work.sink.emit(event)
            for notice in artifact.receipt.notices {
                work.sink.emit(
                    .notice(notice, stage: work.stage.name, unit: units[place].plan.name))
            }
        }
    }

    /// What is to be kept of a range under way; nothing once it is settled.
    private mutating func settled(
        _ live: Submission.Live, _ range: Int, _ task: RemoteTask, _ phase: JobPhase
    ) throws(Fault) -> Submission.Live? {
        var live = live
        live.units.removeAll { !missing.contains($0) }
        if live.units.isEmpty { return nil }
        let sign = (try? FileSystem.read("\(task.signsFolder)/\(range)")) ?? []
        if sign != live.sign || phase == .waiting { live.heard = .now }
        live.sign = sign
        let isSilent = ContinuousClock.now - live.heard >= settings.silence
        if phase == .over, !live.isSaidToBeOver {
            // On a shared file system, what another host wrote is seen a moment later.
            live.isSaidToBeOver = true
            return live
        }
        guard phase == .over || isSilent else { return live }
        let end = try RangeEnd(task, range: range)
        for place in live.units {
            let name = units[place].plan.name
            if let told = end?.failures.first(where: { $0.unit.utf8.elementsEqual(name.utf8) }) {
                give(up: place, told.fault)
            } else if tries[place, default: 1] >= settings.attempts {
                give(
                    up: place,
                    Fault(
                        .tryAgain,
                        "its process ended \(settings.attempts) times before the unit did",
                        remedy: "look into \(task.logsFolder), and whether it has the memory and "
                            + "the time that it needs"))
            }
        }
        return nil
    }

    private mutating func give(up place: Int, _ fault: Fault) {
        missing.remove(place)
        let name = units[place].plan.name
        let failure = UnitFailure(stage: work.stage.name, unit: name, fault: fault)
        let index = failures.firstIndex { $0.place > place } ?? failures.count
        failures.insert((place, failure), at: index)
        ends.failures = failures.map(\.failure)
        var event = Event(
            .unitFailed, stage: work.stage.name, unit: name, key: units[place].key)
        event.message = fault.description
        event.remedy = fault.remedy
        work.sink.emit(event)
    }
}
