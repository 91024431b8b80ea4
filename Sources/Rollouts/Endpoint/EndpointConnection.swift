import HTTP
import Records
import Storage

/// One server: how it is asked, and what it answers.
struct EndpointConnection: Sendable {
    /// Its address, without the key.
    let address: HTTPURL
    private let key: APIKey?
    private let client: HTTPClient
    private let clock: HTTPClock
    /// Enough to keep a fast network busy.
    private let uploads = UploadGate(32)

    init(
        _ server: EndpointSettings.Server, _ client: HTTPClient, _ clock: HTTPClock,
        environment: (String) -> String?
    ) throws(Fault) {
        address = try HTTPURL(server.url)
        key = try server.keyVariable.map { name throws(Fault) in
            try APIKey(variable: name, for: server.url, environment)
        }
        self.client = client
        self.clock = clock
    }

    /// Sends a request and reads the response.
    ///
    /// - Parameter make: makes the request once there is a turn to send it. Nothing else may hold its
    ///   pictures, so that they are let go as they are sent.
    func ask(
        timeout: Duration, _ make: () throws(EndpointFailure) -> ChatRequest
    ) async throws(EndpointFailure) -> ChatResponse {
        guard await uploads.enter() else {
            throw EndpointFailure(.cancelled, "cancelled", "the request was stopped")
        }
        let prepared: Prepared
        do throws(EndpointFailure) {
            prepared = try prepare(make, timeout)
        } catch {
            uploads.leave()
            throw error
        }
        let texts = prepared.texts
        let count = prepared.count
        let response = try await send((consume prepared).request)
        guard response.status == 200 else { throw failure(response, texts) }
        return try ChatResponse(response, count: count)
    }

    /// A request as it is sent, and what is needed of it afterwards.
    private struct Prepared {
        var request: HTTPRequest
        var texts: [String]
        var count: Int
    }

    private func prepare(
        _ make: () throws(EndpointFailure) -> ChatRequest, _ timeout: Duration
    ) throws(EndpointFailure) -> Prepared {
        let request = try make()
        var prepared = Prepared(
            request: HTTPRequest(
                address.appending("chat/completions"),
                headers: HTTPHeader.json(posts: true, key: key),
                body: request.body, timeout: timeout),
            texts: request.texts, count: request.count)
        prepared.request.onBodySent = { [uploads] in uploads.leave() }
        return prepared
    }

    /// The models that the server lists.
    func models(timeout: Duration) async throws(EndpointFailure) -> JSONValue {
        let response = try await send(
            HTTPRequest(
                address.appending("models"), headers: HTTPHeader.json(posts: false, key: key),
                timeout: timeout))
        guard response.status == 200 else { throw failure(response, []) }
        do throws(Fault) {
            return try JSONReader.parse(response.body, file: "the list of models")
        } catch {
            throw EndpointFailure(.broken, "bad_json", "the list of models is not JSON")
        }
    }

    private func failure(_ response: HTTPResponse, _ texts: [String]) -> EndpointFailure {
        ServerMessage.failure(of: response, key: key, texts: texts, date: clock.date())
    }

    private func send(
        _ request: consuming HTTPRequest
    ) async throws(EndpointFailure) -> HTTPResponse {
        do throws(HTTPFailure) {
            return try await client.send(consume request)
        } catch {
            let kind: EndpointFailure.Kind =
                switch error.kind {
                case .cancelled: .cancelled
                case .certificate: .refused
                default: error.mayPass ? .broken : .hopeless
                }
            throw EndpointFailure(kind, error.kind.rawValue, error.detail)
        }
    }
}

extension ChatRequest {
    /// What is asked, as text.
    fileprivate var texts: [String] {
        [system].compactMap(\.self)
            + user.compactMap { part in
                if case .text(let words) = part { words } else { nil }
            }
    }
}
