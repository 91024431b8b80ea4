import Engine
import Records

@testable import Terminal

/// The events of a run in which all sorts of things happen, with the times of a clock of its own.
struct RecordedRun {
    private(set) var events: [Event] = []
    private var milliseconds = 0

    init() {
        start()
        ingest()
        rollouts()
        rest()
    }

    private mutating func add(
        after seconds: Double = 0, _ kind: Event.Kind, _ stage: String? = nil,
        _ unit: String? = nil, _ edit: (inout Event) -> Void = { _ in }
    ) {
        milliseconds += Int(seconds * 1000)
        var event = Event(kind, stage: stage, unit: unit)
        event.time = Timestamp(milliseconds: milliseconds)
        edit(&event)
        events.append(event)
    }

    private mutating func start() {
        add(.runStarted) {
            $0.session = Event.Session(
                run: "r", processIdentifier: 1, host: "h", jobs: 2,
                stages: ["ingest", "rollouts", "train", "evaluate", "report"])
        }
        add(.stageCached, "ingest") { $0.unitCount = 3 }
    }

    private mutating func ingest() {
        add(.notice, "ingest") { $0.message = "3 pictures are \u{1B}[31mred" }
    }

    private mutating func rollouts() {
        add(after: 0.5, .stagePlanned, "rollouts") {
            $0.unitCount = 1234
            $0.cachedCount = 1200
        }
        for unit in ["part-1", "画像", "part-3"] { add(.unitStarted, "rollouts", unit) }
        for step in 1...3 {
            add(after: 2, .unitProgress, "rollouts", "part-1") {
                $0.progress = UnitProgress(
                    done: step * 100, total: 1000, what: "questions",
                    metrics: [.init("accuracy", 0.25 * Double(step))])
            }
        }
        add(after: 1, .unitRetrying, "rollouts", "画像") {
            $0.attempt = 2
            $0.message = "the endpoint does not answer"
        }
        add(after: 1, .unitFailed, "rollouts", "part-3") { $0.message = "no such picture" }
        add(after: 15, .unitFinished, "rollouts", "part-1")
        add(after: 5, .unitFinished, "rollouts", "画像")
        add(.stageFailed, "rollouts") { $0.message = "1 of 1234 units failed" }
    }

    private mutating func rest() {
        add(.stageSkipped, "train") { $0.message = "it reads `rollouts`, which is not done" }
        add(.stagePlanned, "report") { $0.unitCount = 1 }
        add(.runStopping) { $0.message = "what is done is kept (once more: at once)" }
        add(after: 1, .stageFinished, "report") {
            $0.accounting = Accounting(inputs: 1200, outputs: 1199, rejects: ["torn": 1])
            $0.cost = Cost(wallSeconds: 1)
        }
        add(.runInterrupted) { $0.message = "the run `r` was interrupted" }
    }
}
