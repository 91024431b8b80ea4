import Records
public import Server

/// Answers chat completions as a server of the OpenAI kind does, or as one that does not do all of it.
///
/// Its text is a function of the messages and the seed, so that what a client makes of a server can be
/// checked.
public struct PretendModel: Sendable {
    /// What is done with a setting of a request.
    public enum Treatment: Sendable {
        /// It is kept to.
        case honoured
        /// It has no effect.
        case ignored
        /// The request is refused with this status.
        case refused(Int)
    }

    /// The name of the model.
    public var name = "pretend"
    /// How many choices there are at most; more are refused or, if `n` is ignored, one is given.
    public var largestN = 8
    /// What is done with `n`.
    public var n = Treatment.honoured
    /// What is done with `seed`.
    public var seed = Treatment.honoured
    /// What is done with `temperature`.
    public var temperature = Treatment.honoured
    /// What is done with `stop`.
    public var stop = Treatment.honoured
    /// What is done with `logprobs`.
    public var logprobs = Treatment.honoured
    /// What is done with pictures.
    public var pictures = Treatment.honoured

    /// A model that does all it is asked.
    public init() {}

    /// The reply to a request.
    public func answer(_ request: ReceivedRequest) -> Reply {
        if request.path.hasSuffix("/models") {
            return .json(200, ["object": "list", "data": [["id": .string(name)]]])
        }
        let json = request.json
        guard request.path.hasSuffix("/chat/completions"), json["model"]?.stringValue == name else {
            return .error(404, "there is no such model or path")
        }
        if let refused = refusal(of: json) { return refused }
        var count = json["n"]?.integerValue ?? 1
        if case .ignored = n { count = 1 }
        let texts = (0..<count).map { text(json, choice: $0, request: request.number) }
        return .json(200, completion(json, texts))
    }

    private func refusal(of json: JSONValue) -> Reply? {
        let asked: [(String, Treatment, Bool)] = [
            ("n", n, json["n"]?.integerValue ?? 1 > 1), ("seed", seed, json["seed"] != nil),
            ("temperature", temperature, json["temperature"] != nil),
            ("stop", stop, json["stop"] != nil), ("logprobs", logprobs, json["logprobs"] == true),
            ("image", pictures, PretendModel.pictureCount(json) > 0),
        ]
        for (name, treatment, isAsked) in asked {
            if case .refused(let status) = treatment, isAsked {
                return .error(status, "\(name) is not supported")
            }
        }
        if case .honoured = n, json["n"]?.integerValue ?? 1 > largestN {
            return .error(400, "Field 'n': Value must be between 1 <= value <= \(largestN)")
        }
        return nil
    }

    /// A response: eight words that follow from the messages and the choice's seed.
    private func text(_ json: JSONValue, choice: Int, request: Int) -> String {
        var source = Seed(0).deriving(json["messages"]?.serialized ?? "")
        let isGreedy = json["temperature"]?.realValue == 0
        switch temperature {
        case .ignored: break
        case _ where isGreedy: break
        default:
            let asked = json["seed"]?.integerValue
            if case .honoured = seed, let asked {
                source = source.deriving(asked + choice)
            } else {
                source = source.deriving("request \(request)").deriving(choice)
            }
        }
        var random = CounterGenerator(source)
        let text = (0..<8).map { _ in "w\(random.index(below: 1000))" }.joined(separator: " ")
        guard case .honoured = stop else { return text }
        let ends = (json["stop"]?.arrayValue ?? []).compactMap(\.stringValue).compactMap { end in
            text.indices.first { text[$0...].hasPrefix(end) }
        }
        return ends.min().map { String(text[..<$0]) } ?? text
    }

    private func completion(_ json: JSONValue, _ texts: [String]) -> JSONValue {
        let counts = texts.map { $0.split(separator: " ").count + 1 }
        let choices = texts.indices.map { index in
            var choice: [JSONValue.Member] = [
                .init("index", .integer(index)),
                .init("message", ["role": "assistant", "content": .string(texts[index])]),
                .init("finish_reason", "stop"),
            ]
            if case .honoured = logprobs, json["logprobs"] == true {
                let tokens = (0..<counts[index]).map { _ in JSONValue.object([]) }
                choice.append(.init("logprobs", ["content": .array(tokens)]))
            }
            return JSONValue.object(choice)
        }
        var promptCount = json["messages"]?.serialized.split(separator: " ").count ?? 0
        if case .honoured = pictures { promptCount += 64 * PretendModel.pictureCount(json) }
        return [
            "id": "completion", "object": "chat.completion", "model": .string(name),
            "choices": .array(choices),
            "usage": [
                "prompt_tokens": .integer(promptCount),
                "completion_tokens": .integer(counts.reduce(0, +)),
            ],
        ]
    }

    private static func pictureCount(_ json: JSONValue) -> Int {
        let parts = (json["messages"]?.arrayValue ?? []).flatMap { $0["content"]?.arrayValue ?? [] }
        return parts.count { $0["type"] == "image_url" }
    }
}
