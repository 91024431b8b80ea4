internal import CCurl
import Glibc
import Records
import Synchronization

/// The one thread that carries all requests of a client.
///
/// Tasks hand it transfers and are woken when theirs has ended: no thread of the pool waits.
final class HTTPDriver: Sendable {
    /// Something to do.
    enum Message: Sendable {
        case start(HTTPTransfer)
        case cancel(Int)
        case stop
    }

    /// The loop is the thread's, but for `ccurl_wake`.
    @safe private struct Loop: @unchecked Sendable { let pointer: OpaquePointer }

    private let loop: Loop
    private let inbox = Mutex(Inbox())

    private struct Inbox {
        var messages: [Message] = []
        /// Whether the thread was told to stop, and knows.
        var isOver = false
    }

    /// - Throws: a `Fault` of code `unavailable` where the library is not there.
    init() throws(Fault) {
        if let cause = unsafe ccurl_load() {
            throw Fault(
                .unavailable, "libcurl, which carries requests to endpoints, cannot be loaded",
                remedy: "install the Debian package `libcurl4`",
                cause: unsafe String(cString: cause))
        }
        guard let pointer = unsafe ccurl_create() else {
            throw Fault(.tryAgain, "no connections can be opened", cause: "out of descriptors")
        }
        loop = unsafe Loop(pointer: pointer)
        var thread = pthread_t()
        let error = unsafe pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer = unsafe pointer else { return nil }
                unsafe Unmanaged<HTTPDriver>.fromOpaque(pointer).takeRetainedValue().work()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        guard error == 0 else {
            unsafe Unmanaged.passUnretained(self).release()
            unsafe ccurl_destroy(pointer)
            throw Fault(
                .tryAgain, "no connections can be opened",
                cause: SystemError.text(error))
        }
        pthread_detach(thread)
    }

    /// Hands over something to do.
    func send(_ message: Message) {
        inbox.withLock { inbox in
            // The thread frees the loop once it has taken the word to stop.
            guard !inbox.isOver else { return }
            inbox.messages.append(message)
            if inbox.messages.count == 1 { unsafe ccurl_wake(loop.pointer) }
        }
    }

    /// What the thread does until it is told to stop.
    private func work() {
        var every = sigset_t()
        unsafe sigfillset(&every)
        // Signals are for the threads that expect them; TLS writes to closed connections.
        unsafe pthread_sigmask(SIG_BLOCK, &every, nil)
        var transfers = unsafe RunningTransfers(loop: loop.pointer)
        while true {
            unsafe ccurl_turn(loop.pointer)
            transfers.finishEnded()
            let messages = inbox.withLock { inbox in
                defer { inbox.messages = [] }
                inbox.isOver = inbox.messages.contains {
                    if case .stop = $0 { true } else { false }
                }
                return inbox.messages
            }
            for message in messages {
                switch message {
                case .start(let transfer): transfers.start(transfer)
                case .cancel(let number): transfers.cancel(number)
                case .stop:
                    transfers.cancelAll()
                    unsafe ccurl_destroy(loop.pointer)
                    return
                }
            }
        }
    }
}
