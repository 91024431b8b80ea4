import HTTP
import Records
import Storage

/// Ray's Jobs API, which its dashboard serves on the head node (Ray 2.x, `/api/jobs/`).
struct RayClient: Sendable {
    /// What the API answered.
    struct Answer: Sendable {
        var status: Int
        /// The body where it is JSON.
        var json: JSONValue?
        /// The body as text.
        var text: String
    }

    /// Where it listens.
    let address: HTTPURL
    private let client: HTTPClient
    private let headers: [HTTPHeader]

    /// How long an answer may take.
    private static let patience = Duration.seconds(15)
    /// How long it may take until a job is taken: its supervisor gets a place first.
    private static let postingPatience = Duration.seconds(60)

    /// - Parameters:
    ///   - address: where the Jobs API listens; nothing for what the environment says.
    ///   - environment: a variable's value.
    /// - Throws: a `Fault` where the address is none.
    init(
        _ address: String?, environment: (String) -> String? = APIKey.variable
    ) throws(Fault) {
        let text =
            address ?? environment("RAY_API_SERVER_ADDRESS").flatMap { $0.isEmpty ? nil : $0 }
            ?? "http://127.0.0.1:8265"
        do throws(Fault) {
            self.address = try HTTPURL(text)
        } catch {
            throw Fault(
                .configuration, "Ray's address: \(error.message)",
                remedy: "write it like `http://head:8265`, as `executor.ray.address` or into "
                    + "RAY_API_SERVER_ADDRESS")
        }
        client = try HTTPClient()
        var headers = [HTTPHeader("Content-Type", "application/json")]
        // As Ray's own client takes it from the environment.
        let variable = "RAY_AUTH_TOKEN"
        if environment(variable)?.isEmpty == false {
            let key = try APIKey(variable: variable, for: text, environment)
            headers.append(HTTPHeader("Authorization", key.authorization))
        }
        self.headers = headers
    }

    /// Asks for something below `api/`.
    ///
    /// - Parameter body: what is posted; nothing to get.
    /// - Throws: why there is no answer.
    func ask(_ path: String, body: JSONValue? = nil) async throws(HTTPFailure) -> Answer {
        var bytes: [UInt8]?
        if let body {
            var serialized: [UInt8] = []
            body.append(to: &serialized)
            bytes = serialized
        }
        let response = try await client.send(
            HTTPRequest(
                address.appending("api/\(path)"), headers: headers,
                body: bytes.map { HTTPBody([.bytes($0)]) },
                timeout: path == "jobs/" ? RayClient.postingPatience : RayClient.patience))
        return Answer(
            status: response.status, json: try? JSONReader.parse(response.body, file: path),
            text: String(decoding: response.body.prefix(1 << 16), as: UTF8.self))
    }
}
