internal import CCurl
import Glibc

/// The transfers that the driver's thread has under way.
@safe struct RunningTransfers {
    /// How long a connection may take to come about.
    private static let connectTimeout = Duration.seconds(10)

    private let loop: OpaquePointer
    private var running: [Int: Running] = [:]

    @safe private struct Running {
        let transfer: HTTPTransfer
        let pointer: OpaquePointer
    }

    init(loop: OpaquePointer) {
        unsafe self.loop = unsafe loop
    }

    /// Starts a transfer.
    mutating func start(_ transfer: HTTPTransfer) {
        // A task may be cancelled before its request arrives here; see `HTTPClient`.
        guard let pointer = unsafe begin(transfer) else {
            return transfer.end(.failure(HTTPFailure(.badRequest, "it cannot be started")))
        }
        running[transfer.number] = unsafe Running(transfer: transfer, pointer: pointer)
    }

    private func begin(_ transfer: HTTPTransfer) -> OpaquePointer? {
        let words = [transfer.url.text] + transfer.headers
        let texts = unsafe words.map { unsafe strdup($0) }
        defer { unsafe texts.forEach { unsafe free($0) } }
        let headers = unsafe texts.dropFirst().map { unsafe UnsafePointer($0) } + [nil]
        return unsafe headers.withUnsafeBufferPointer { headers in
            var request = unsafe CCurlRequest()
            unsafe request.url = unsafe UnsafePointer(texts[0])
            unsafe request.headers = headers.baseAddress
            unsafe request.body_length = Int64(transfer.bodyCount ?? -1)
            unsafe request.timeout = transfer.timeout.milliseconds
            unsafe request.connect_timeout = RunningTransfers.connectTimeout.milliseconds
            unsafe request.is_local = transfer.url.isLocal
            // Held by `running` for as long as the transfer runs.
            unsafe request.context = Unmanaged.passUnretained(transfer).toOpaque()
            unsafe request.handlers = RunningTransfers.handlers
            return unsafe ccurl_start(loop, &request)
        }
    }

    /// Gives those that have ended their answers.
    mutating func finishEnded() {
        while let pointer = unsafe ccurl_next_ended(loop) {
            guard let context = unsafe ccurl_context(pointer) else { continue }
            let transfer = unsafe Unmanaged<HTTPTransfer>.fromOpaque(context).takeUnretainedValue()
            let outcome = unsafe transfer.outcome(of: pointer)
            running[transfer.number] = nil
            unsafe ccurl_remove(loop, pointer)
            transfer.end(outcome)
        }
    }

    /// Ends a transfer, if it still runs, with its connection.
    mutating func cancel(_ number: Int) {
        guard let found = running.removeValue(forKey: number) else { return }
        unsafe ccurl_remove(loop, found.pointer)
        found.transfer.end(.failure(HTTPFailure(.cancelled, "the request was stopped")))
    }

    /// Ends them all.
    mutating func cancelAll() {
        for number in Array(running.keys) { cancel(number) }
    }

    /// What the library calls, on the driver's thread.
    private static var handlers: CCurlHandlers {
        unsafe CCurlHandlers(
            read: { context, into, count, filled in
                guard let transfer = unsafe HTTPTransfer.of(context), let into = unsafe into else {
                    return false
                }
                let space = unsafe UnsafeMutableBufferPointer(start: into, count: count)
                unsafe filled?.pointee = unsafe transfer.read(into: space)
                return true
            },
            rewind: { context in unsafe HTTPTransfer.of(context)?.rewind() ?? false },
            head: { context, bytes, count in
                unsafe HTTPTransfer.of(context)?.takeHead(
                    UnsafeBufferPointer(start: bytes, count: count))
                    ?? false
            },
            body: { context, bytes, count in
                unsafe HTTPTransfer.of(context)?.takeBody(
                    UnsafeBufferPointer(start: bytes, count: count))
                    ?? false
            })
    }
}

extension HTTPTransfer {
    /// The transfer that the library calls back about.
    fileprivate static func of(_ context: UnsafeMutableRawPointer?) -> HTTPTransfer? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged<HTTPTransfer>.fromOpaque(context).takeUnretainedValue()
    }
}

extension Duration {
    /// Whole milliseconds, at least one, as the library wants them; 0 would mean no limit.
    fileprivate var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1000)
        let cap: Int64 = 1 << 30
        return isTooLong ? cap : min(cap, max(1, whole + attoseconds / 1_000_000_000_000_000))
    }
}
