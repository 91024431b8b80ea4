import CProcess
import Glibc
import Records
import Synchronization

/// The one thread that starts every program and waits for them all.
///
/// A program is killed with the thread that started it (PR_SET_PDEATHSIG), so that must not be a
/// thread of a pool. Tasks hand it orders and are woken when their program has ended: no thread of
/// the pool waits.
final class ProcessKeeper: Sendable {
    /// Something to do.
    enum Message: Sendable {
        case start(ProcessOrder)
        case stop(Int)
    }

    /// The keeper of this process; a fault if there can be none.
    static let shared: Result<ProcessKeeper, Fault> = {
        do throws(Fault) {
            return .success(try ProcessKeeper())
        } catch {
            return .failure(error)
        }
    }()

    private let inbox = Mutex<[Message]>([])
    private let lastNumber = Atomic(0)
    /// An eventfd, readable when there are messages.
    private let bell: Int32

    private init() throws(Fault) {
        bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard bell >= 0 else {
            throw Fault(
                .tryAgain, "programs cannot be started",
                cause: SystemError.text())
        }
        var thread = pthread_t()
        let error = unsafe pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer = unsafe pointer else { return nil }
                unsafe Unmanaged<ProcessKeeper>.fromOpaque(pointer).takeRetainedValue().work()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        guard error == 0 else {
            throw Fault(
                .tryAgain, "programs cannot be started",
                cause: SystemError.text(error))
        }
    }

    /// A number for an order.
    func nextNumber() -> Int { lastNumber.add(1, ordering: .relaxed).newValue }

    /// Hands over something to do.
    func send(_ message: Message) {
        inbox.withLock { $0.append(message) }
        eventfd_write(bell, 1)
    }

    /// What the thread does for as long as the process lives.
    private func work() {
        var every = sigset_t()
        unsafe sigfillset(&every)
        // Signals are for the threads that expect them.
        unsafe pthread_sigmask(SIG_BLOCK, &every, nil)
        var programs = RunningPrograms()
        while true {
            for number in programs.waitForEnds(bell: bell) { programs.finish(number) }
            var count: eventfd_t = 0
            unsafe eventfd_read(bell, &count)
            let messages = inbox.withLock { inbox in
                defer { inbox = [] }
                return inbox
            }
            for message in messages {
                switch message {
                case .start(let order): programs.start(order)
                case .stop(let number): programs.stop(number)
                }
            }
            programs.killTheDeaf()
        }
    }
}
