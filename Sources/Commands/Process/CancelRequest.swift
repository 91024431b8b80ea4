import Dispatch
import Engine
import Glibc
import Synchronization

/// Looks once a second whether another process, perhaps on another machine, asks this one to stop;
/// a request is taken for an interrupt.
///
/// It has a queue of its own: the work may keep every thread of the cooperative pool busy.
final class CancelRequest: Sendable {
    private let run: RunFolder
    private let queue = DispatchQueue(label: "cancel")
    private let isStopped = Atomic(false)

    /// Looks from now on, until `stop()`.
    init(_ run: RunFolder) {
        self.run = run
        look()
    }

    /// Looks no more.
    func stop() { isStopped.store(true, ordering: .relaxed) }

    private func look() {
        queue.asyncAfter(deadline: .now() + 1) { [self] in
            guard !isStopped.load(ordering: .relaxed) else { return }
            if RunCancellation.takeRequest(of: run) { kill(getpid(), SIGINT) }
            look()
        }
    }
}
