public import Records
import Synchronization

/// Sends requests over connections that are kept, from one thread of its own.
///
/// Redirects are not followed, certificates are verified, a proxy of the environment is asked except
/// for this machine.
public final class HTTPClient: Sendable {
    private let driver: HTTPDriver
    private let responseLimit: Int
    private let lastNumber = Atomic(0)

    /// A client that takes response bodies of so many bytes at most.
    ///
    /// - Throws: a `Fault` of code `unavailable` where libcurl is not there.
    public init(responseLimit: Int = 16 << 20) throws(Fault) {
        self.responseLimit = responseLimit
        driver = try HTTPDriver()
    }

    deinit { driver.send(.stop) }

    /// The response to a request, whatever its status. The request is let go as it is sent.
    ///
    /// - Throws: why there is none; `cancelled` as soon as the task is.
    public func send(_ request: consuming HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let transfer = try makeTransfer(consume request)
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.continuation = continuation
                driver.send(.start(transfer))
                // The handler may have run before there was anything to stop.
                if Task.isCancelled { driver.send(.cancel(transfer.number)) }
            }
        } onCancel: {
            driver.send(.cancel(transfer.number))
        }
        return try answer.result.get()
    }

    private func makeTransfer(
        _ request: consuming HTTPRequest
    ) throws(HTTPFailure) -> HTTPTransfer {
        let number = lastNumber.add(1, ordering: .relaxed).newValue
        let transfer = HTTPTransfer(number, consume request, responseLimit: responseLimit)
        guard transfer.headers.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 } }) else {
            let failure = HTTPFailure(.badRequest, "a header holds a control character")
            transfer.end(.failure(failure))
            throw failure
        }
        return transfer
    }
}
