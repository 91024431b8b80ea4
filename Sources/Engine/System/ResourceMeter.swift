import Glibc
import Synchronization

/// Shares out the process's processor time among the pieces of work that are under way.
///
/// Whenever a piece starts or ends, the time spent since the last change goes to the pieces then
/// under way, in equal parts. With one piece at a time that is exact; with several, the sum is.
final class ResourceMeter: Sendable {
    private struct State {
        var last = ResourceMeter.cpuSeconds
        var active: [Int: Double] = [:]
        var next = 0
    }

    /// A piece of work under way.
    struct Piece: Sendable {
        fileprivate let number: Int
        fileprivate let start: ContinuousClock.Instant
    }

    private let state = Mutex(State())

    /// Starts a piece.
    func start() -> Piece {
        let number = state.withLock { state -> Int in
            ResourceMeter.settle(&state)
            state.next += 1
            state.active[state.next] = 0
            return state.next
        }
        return Piece(number: number, start: .now)
    }

    /// Ends a piece and says what it took.
    func stop(_ piece: Piece) -> Cost {
        let cpu = state.withLock { state -> Double in
            ResourceMeter.settle(&state)
            return state.active.removeValue(forKey: piece.number) ?? 0
        }
        let wall = piece.start.duration(to: .now) / .seconds(1)
        return Cost(
            wallSeconds: wall, cpuSeconds: cpu, peakByteCount: ResourceMeter.peakByteCount)
    }

    private static func settle(_ state: inout State) {
        let now = cpuSeconds
        if !state.active.isEmpty {
            let share = max(0, now - state.last) / Double(state.active.count)
            for number in state.active.keys { state.active[number, default: 0] += share }
        }
        state.last = now
    }

    /// Processor time of this process and of the children it has waited for.
    static var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        var children = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &children)
        var seconds = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        for time in [children.ru_utime, children.ru_stime] {
            seconds += Double(time.tv_sec) + Double(time.tv_usec) / 1e6
        }
        return seconds
    }

    /// How old the peak may be that is told: reading it costs as much as a short unit.
    private static let peakAge = Duration.milliseconds(20)
    private static let lastPeak = Mutex<(byteCount: Int, time: ContinuousClock.Instant)?>(nil)

    /// The most memory held since `resetPeak()`, in bytes, as of some milliseconds ago at most.
    static var peakByteCount: Int {
        lastPeak.withLock { last in
            let now = ContinuousClock.now
            if let last, last.time.duration(to: now) < peakAge { return last.byteCount }
            let byteCount = readPeak()
            last = (byteCount, now)
            return byteCount
        }
    }

    private static func readPeak() -> Int {
        if let text = ProcessStatus.field("VmHWM"), let kilobytes = Int(text.prefix { $0 != " " }) {
            return kilobytes * 1024
        }
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int(usage.ru_maxrss) * 1024
    }

    /// Starts the peak anew at what is held now (proc(5), `clear_refs`), unless a piece of work is under
    /// way whose peak that would forget. Where the kernel refuses, peaks are those of the process's
    /// life.
    func resetPeak() {
        guard state.withLock({ $0.active.isEmpty }) else { return }
        ResourceMeter.resetPeak()
    }

    private static func resetPeak() {
        lastPeak.withLock { $0 = nil }
        let descriptor = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = write(descriptor, "5", 1)
        close(descriptor)
    }
}
