import HTTP
import Records
import Storage

/// What a server made of a request for chat completions.
struct ChatResponse {
    /// One of the responses, or why it is none.
    struct Choice {
        /// Its place among those asked for.
        var index: Int
        var result: Result<PolicyResponse, EndpointFailure>
    }

    /// The choices, each index once.
    var choices: [Choice]
    /// The prompt's length in tokens, where the server says.
    var promptTokenCount: Int?
    /// Numbers of tokens that are believed; sums of them do not overflow.
    static let tokenCounts = 0..<(1 << 31)
    /// Whether there were log probabilities.
    var hasLogprobs: Bool

    /// Reads a response with status 200.
    ///
    /// - Parameter count: how many choices were asked for.
    init(_ response: HTTPResponse, count: Int) throws(EndpointFailure) {
        let type = response.header("Content-Type")?.lowercased() ?? ""
        guard type.hasPrefix("application/json") else {
            throw EndpointFailure(
                .broken, "bad_content_type", "the response is no JSON by its content type")
        }
        let json: JSONValue
        do throws(Fault) {
            json = try JSONReader.parse(response.body, file: "the response")
        } catch {
            throw EndpointFailure(.broken, "bad_json", "the response is not JSON: \(error.message)")
        }
        try self.init(json, count: count, seconds: response.seconds)
    }

    /// Reads a chat completion.
    ///
    /// - Parameters:
    ///   - count: how many choices were asked for.
    ///   - seconds: how long it took, where that is known.
    init(_ json: JSONValue, count wanted: Int, seconds: Double?) throws(EndpointFailure) {
        if json["error"]?.objectValue != nil {
            throw EndpointFailure(.broken, "server_error", "an error with status 200")
        }
        guard let listed = json["choices"]?.arrayValue, !listed.isEmpty else {
            throw EndpointFailure(.broken, "no_choices", "the response has no choices")
        }
        let usage = json["usage"]
        func count(_ name: String) -> Int? {
            usage?[name]?.integerValue.flatMap { ChatResponse.tokenCounts ~= $0 ? $0 : nil }
        }
        promptTokenCount = count("prompt_tokens")
        hasLogprobs = listed.allSatisfy { $0["logprobs"]?["content"]?.arrayValue != nil }
        // A shared total says nothing about one of several.
        let total =
            wanted == 1 && listed.count == 1 ? count("completion_tokens") : nil
        let numbers = listed.compactMap { $0["index"]?.integerValue }
        // Where two have the same number, or none, they count as they come.
        let isNumbered = numbers.count == listed.count && Set(numbers).count == numbers.count
        let places = isNumbered ? numbers : Array(listed.indices)
        // More than was asked for is left aside.
        choices = zip(places, listed).filter { 0..<wanted ~= $0.0 }.map { index, json in
            Choice(
                index: index, result: ChatResponse.read(json, tokenCount: total, seconds))
        }
    }

    private static func read(
        _ json: JSONValue, tokenCount: Int?, _ seconds: Double?
    ) -> Result<PolicyResponse, EndpointFailure> {
        let reason: Rollout.FinishReason
        switch json["finish_reason"]?.stringValue {
        case "stop": reason = .stop
        case "length": reason = .length
        case "content_filter":
            return failure(.hopeless, "content_filter", "the server held the response back")
        case "tool_calls", "function_call":
            return failure(.hopeless, "tool_calls", "the response is a call of a tool")
        case "abort", "error":
            return failure(.broken, "aborted", "the server gave the response up")
        default:
            return failure(.hopeless, "finish_reason", "the response does not say why it ended")
        }
        guard let text = json["message"]?["content"]?.stringValue else {
            return failure(
                .hopeless, "no_content",
                "the response has no text; a server that sets reasoning apart must not do so here")
        }
        return .success(
            PolicyResponse(
                text: text, tokenCount: tokenCount, finishReason: reason,
                seconds: seconds))
    }

    private static func failure(
        _ kind: EndpointFailure.Kind, _ reason: String, _ detail: String
    ) -> Result<PolicyResponse, EndpointFailure> {
        .failure(EndpointFailure(kind, reason, detail))
    }
}
