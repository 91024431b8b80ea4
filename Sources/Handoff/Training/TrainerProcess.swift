import Processes
import Records

/// A trainer's process with somebody who watches it.
struct TrainerProcess: Sendable {
    var process: ChildProcess
    var watch: TrainerWatch
    var stallAfter: Duration?
    var interval: Duration

    /// How it ended.
    struct End: Sendable {
        var process = ProcessEnd.stopped
        /// Whether it was stopped for want of life.
        var isStalled = false
        /// Why it was stopped, where it gave itself away.
        var failure: Fault?
        /// Whether it did anything: scored responses, or saved a checkpoint.
        var cameFurther = false
    }

    /// Runs it to its end.
    ///
    /// - Throws: a `Fault` if it cannot be started or watched.
    func run(
        _ report: @escaping @Sendable (PhaseTraining.Progress) -> Void
    ) async throws(Fault) -> End {
        let parts = await withTaskGroup(of: Part.self) { group in
            group.addTask { await finish() }
            group.addTask { await observe(report) }
            var parts: [Part] = []
            // Whoever is done first ends the other: a trainer that stands still is stopped.
            while let part = await group.next() {
                parts.append(part)
                group.cancelAll()
            }
            return parts
        }
        var result = End()
        for part in parts {
            if let fault = part.fault { throw fault }
            if let end = part.process { result.process = end }
            result.isStalled = result.isStalled || part.isStalled
            result.failure = result.failure ?? part.failure
            result.cameFurther = result.cameFurther || part.cameFurther
        }
        return result
    }

    /// What one of the two says at its end.
    private struct Part: Sendable {
        var process: ProcessEnd?
        var isStalled = false
        var failure: Fault?
        var cameFurther = false
        var fault: Fault?
    }

    private func finish() async -> Part {
        do throws(Fault) {
            return Part(process: try await process.run())
        } catch {
            return Part(fault: error)
        }
    }

    private func observe(
        _ report: @Sendable (PhaseTraining.Progress) -> Void
    ) async -> Part {
        var part = Part()
        do throws(Fault) {
            var watch = watch
            _ = try watch.look()
            let before = watch.signs
            let clock = ContinuousClock()
            var lastSign = clock.now
            while true {
                let isOver = (try? await Task.sleep(for: interval)) == nil
                let look = try watch.look()
                part.cameFurther = watch.signs > before
                part.failure = part.failure ?? look.failure
                if look.moved {
                    lastSign = clock.now
                    report(.init(done: watch.doneSteps, figures: watch.shown))
                }
                if isOver || part.failure != nil { return part }
                if let stallAfter, clock.now - lastSign >= stallAfter {
                    part.isStalled = true
                    return part
                }
            }
        } catch {
            part.fault = error
            return part
        }
    }
}
