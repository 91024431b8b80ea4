internal import HTTP
import Records

/// A request for chat completions, as servers of the OpenAI kind take it.
public struct ChatRequest: Sendable {
    /// A piece of the user's message.
    public enum Part: Sendable {
        /// Text.
        case text(String)
        /// A picture, sent as a data URI.
        case picture(EncodedPicture)
    }

    /// The model's name.
    public var model: String
    /// The system message; nothing for none.
    public var system: String?
    /// The user's message.
    public var user: [Part]
    /// How responses are sampled.
    public var sampling: EndpointSettings.Sampling
    /// How many responses are asked for.
    public var count: Int
    /// The seed; nothing where the server takes none.
    public var seed: Int?
    /// Whether log probabilities are asked for.
    public var logprobs = false

    /// A request; see the properties.
    public init(
        model: String, system: String? = nil, user: [Part], sampling: EndpointSettings.Sampling,
        count: Int = 1, seed: Int? = nil
    ) {
        self.model = model
        self.system = system
        self.user = user
        self.sampling = sampling
        self.count = count
        self.seed = seed
    }

    /// The request as JSON.
    public var json: [UInt8] { body.bytes }

    /// The request as JSON, its pictures not yet encoded.
    var body: HTTPBody {
        var parts: [HTTPBody.Part] = []
        var text = Array("{\"model\":".utf8)
        JSONValue.append(string: model, to: &text)
        text += ",\"messages\":[".utf8
        if let system {
            text += "{\"role\":\"system\",\"content\":".utf8
            JSONValue.append(string: system, to: &text)
            text += "},".utf8
        }
        text += "{\"role\":\"user\",\"content\":".utf8
        appendUser(&text, &parts)
        text += "}]".utf8
        for member in settings {
            text += ",".utf8
            JSONValue.append(string: member.name, to: &text)
            text += ":".utf8
            member.value.append(to: &text)
        }
        text += "}".utf8
        return HTTPBody(parts + [.bytes(text)])
    }

    /// A message of text alone is a string, which every server takes.
    private func appendUser(_ text: inout [UInt8], _ parts: inout [HTTPBody.Part]) {
        if user.count == 1, case .text(let words) = user[0] {
            return JSONValue.append(string: words, to: &text)
        }
        text += "[".utf8
        for (index, part) in user.enumerated() {
            if index > 0 { text += ",".utf8 }
            switch part {
            case .text(let words):
                text += "{\"type\":\"text\",\"text\":".utf8
                JSONValue.append(string: words, to: &text)
                text += "}".utf8
            case .picture(let picture):
                text += "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/".utf8
                text += "\(picture.format.rawValue);base64,".utf8
                parts += [.bytes(text), .base64(picture.bytes)]
                text = Array("\"}}".utf8)
            }
        }
        text += "]".utf8
    }

    /// The members beside the messages.
    private var settings: [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if count > 1 { members.append(.init("n", .integer(count))) }
        members.append(.init("temperature", .real(sampling.temperature)))
        members.append(.init("top_p", .real(sampling.topP)))
        if let topK = sampling.topK { members.append(.init("top_k", .integer(topK))) }
        if let minP = sampling.minP { members.append(.init("min_p", .real(minP))) }
        members.append(.init("max_tokens", .integer(sampling.maximumTokens)))
        if !sampling.stop.isEmpty {
            members.append(.init("stop", .array(sampling.stop.map { .string($0) })))
        }
        if let seed { members.append(.init("seed", .integer(seed))) }
        if logprobs { members.append(.init("logprobs", true)) }
        members.append(.init("stream", false))
        return members
    }
}
