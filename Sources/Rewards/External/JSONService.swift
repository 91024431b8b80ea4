public import HTTP
public import Records
import Storage

/// A service that is posted JSON and answers JSON; what may pass is tried again.
public struct JSONService: Sendable {
    /// Where it is.
    public let address: HTTPURL
    private let key: APIKey?
    private let client: HTTPClient
    private let timeout: Duration
    private let clock: HTTPClock

    /// How often a request is made before its failure stands.
    private static let attempts = 5

    /// A service.
    ///
    /// - Parameters:
    ///   - url: its address.
    ///   - keyVariable: the environment variable that holds its key; nothing where it wants none.
    ///   - timeout: how long one request may take.
    ///   - clock: the time that waits between tries go by.
    ///   - environment: the environment's variables by their names.
    /// - Throws: a `Fault` where the address is none, or there is no key.
    public init(
        _ url: String, keyVariable: String?, timeout: Duration, clock: HTTPClock = .system,
        environment: (String) -> String? = APIKey.variable
    ) throws(Fault) {
        address = try HTTPURL(url)
        key = try keyVariable.map { name throws(Fault) in
            try APIKey(variable: name, for: url, environment)
        }
        client = try HTTPClient()
        self.timeout = timeout
        self.clock = clock
    }

    /// The answer to a value.
    func post(_ value: JSONValue) async throws(Fault) -> JSONValue {
        try await post(HTTPBody([.bytes(Array(value.serialized.utf8))]))
    }

    /// The answer to a body.
    ///
    /// - Parameter path: where to, below the address; nothing for the address itself.
    /// - Throws: a `Fault`: `tryAgain` where the service was not there or failed, time and again,
    ///   `interrupted` where the task was cancelled.
    func post(_ body: HTTPBody, path: String? = nil) async throws(Fault) -> JSONValue {
        let url = path.map(address.appending) ?? address
        for attempt in 1... {
            let failure: Failure
            do throws(Failure) {
                return try await attemptPost(body, url)
            } catch {
                failure = error
            }
            guard failure.mayPass, attempt < JSONService.attempts else {
                throw failure.fault(address, attempts: attempt)
            }
            do {
                try await clock.sleep(.milliseconds(250 << attempt))
            } catch {
                throw Fault(.interrupted, "a request to \(address.authority) was stopped")
            }
        }
        throw Fault(.internalError, "a request has no end")
    }

    private func attemptPost(_ body: HTTPBody, _ url: HTTPURL) async throws(Failure) -> JSONValue {
        let response: HTTPResponse
        do throws(HTTPFailure) {
            response = try await client.send(
                HTTPRequest(
                    url, headers: HTTPHeader.json(posts: true, key: key), body: body,
                    timeout: timeout))
        } catch {
            throw Failure(error)
        }
        guard response.status == 200 else {
            let said = String(decoding: response.body.prefix(65536), as: UTF8.self)
            // The key first: a cut through it would leave a part of it.
            throw Failure(
                status: response.status,
                detail: String((key?.removed(from: said) ?? said).prefix(200)))
        }
        do throws(Fault) {
            return try JSONReader.parse(response.body, file: "the answer of \(url.authority)")
        } catch {
            throw Failure(
                status: 200, detail: key?.removed(from: error.message) ?? error.message)
        }
    }

    /// Why a request had no answer.
    private struct Failure: Error {
        var mayPass: Bool
        var isCancelled = false
        var detail: String

        init(_ failure: HTTPFailure) {
            isCancelled = failure.kind == .cancelled
            mayPass = failure.mayPass
            detail = "\(failure.kind.rawValue): \(failure.detail)"
        }

        init(status: Int, detail: String) {
            mayPass = StatusMeaning(status).mayPass
            let line = detail.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) }
            self.detail = "status \(status): " + String(line)
        }

        func fault(_ address: HTTPURL, attempts: Int) -> Fault {
            if isCancelled {
                return Fault(.interrupted, "a request to \(address.authority) was stopped")
            }
            let times = attempts == 1 ? "" : " \(attempts) times"
            return Fault(
                mayPass ? .tryAgain : .badInput,
                "the service \(address.authority) failed\(times): \(detail)",
                remedy: mayPass
                    ? "see to it that the service runs, and run again; training goes on from its "
                        + "last checkpoint"
                    : "let the service answer as docs/rewards.md says")
        }
    }
}
