import Dispatch
import Engine
import Glibc
import Records
import Synchronization

/// Turns SIGINT and SIGTERM into the end of some work: the first into the wish that it stops, the
/// second into its end now.
///
/// After the first no more units are started. Those under way get `commitSeconds` to be committed, unless
/// they keep checkpoints and so lose nothing; then the task is cancelled, and gets `grace` to end.
/// Both together stay below the ten seconds that `docker stop` waits.
enum Interruption {
    /// How long units under way may take to be committed, in seconds.
    static let commitSeconds = 5
    /// How long cancelled work may take to end, before the process ends without it. What is under way
    /// then is lost, and nothing else: it is all temporary.
    private static let grace = DispatchTimeInterval.milliseconds(1500)
    /// How long the process may take to say that it ends.
    private static let lastWords = DispatchTimeInterval.milliseconds(500)

    /// Who is told of signals. All are called on threads of their own: the work may keep every thread
    /// of the cooperative pool busy.
    struct Reactions: Sendable {
        /// Called at the first signal, with what it asks for; returns whether units are to be
        /// committed.
        var stop: @Sendable (_ code: Fault.Code) -> Bool
        /// Called before the process ends because the work has not, or because of a second signal.
        var abandon: @Sendable (_ code: Fault.Code) -> Void
    }

    /// Does some work until it ends or is stopped.
    static func stopping<Result: Sendable>(
        _ reactions: Reactions, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return try await body() }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        signalPipe.store(ends[1], ordering: .sequentiallyConsistent)
        lastSignal.store(0, ordering: .sequentiallyConsistent)
        install()
        let task = Task { try await body() }
        let readEnd = ends[0]
        DispatchQueue(label: "signals").async {
            let first = nextSignal(readEnd)
            DispatchQueue(label: "stop").async {
                let code = Interruption.code(of: first)
                let isCommitting = reactions.stop(code)
                let pause = DispatchTimeInterval.seconds(isCommitting ? commitSeconds : 0)
                let timer = DispatchQueue(label: "grace")
                timer.asyncAfter(deadline: .now() + pause) {
                    task.cancel()
                    timer.asyncAfter(deadline: .now() + grace) { end(code, reactions) }
                }
            }
            end(Interruption.code(of: nextSignal(readEnd)), reactions)
        }
        return try await task.value
    }

    /// Ends the process, even if the last words find no way out.
    private static func end(_ code: Fault.Code, _ reactions: Reactions) {
        let status = Fault(code, "").exitStatus
        DispatchQueue(label: "end").asyncAfter(deadline: .now() + lastWords) { _exit(status) }
        reactions.abandon(code)
        _exit(status)
    }

    private static func code(of signal: UInt8) -> Fault.Code {
        Int32(signal) == SIGTERM ? .terminated : .interrupted
    }

    /// Waits for a signal.
    private static func nextSignal(_ descriptor: Int32) -> UInt8 {
        var signal: UInt8 = 0
        while read(descriptor, &signal, 1) < 0 && errno == EINTR {}
        return signal
    }

    private static func install() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { signal in
            let now = Interruption.monotonicMilliseconds()
            let last = lastSignal.load(ordering: .sequentiallyConsistent)
            // timeout(1) and terminals send one interrupt twice; 200 ms tell that from a wish.
            guard last == 0 || now - last > 200 else { return }
            lastSignal.store(now, ordering: .sequentiallyConsistent)
            var byte = UInt8(truncatingIfNeeded: signal)
            _ = write(signalPipe.load(ordering: .sequentiallyConsistent), &byte, 1)
        }
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }

    /// Never 0.
    private static func monotonicMilliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000 + 1
    }
}

/// Where the handler writes. Initialised before the handler is installed.
private let signalPipe = Atomic<Int32>(-1)
/// When the last signal came that counted, 0 before. Initialised before the handler is installed.
private let lastSignal = Atomic<Int>(0)
