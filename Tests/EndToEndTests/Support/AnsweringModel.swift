import EndpointServer
import Records
import Server
import Storage

/// A model that answers by guessing: what it says follows from the request's messages and the choice's
/// seed alone, as with a server that honours seeds.
struct AnsweringModel: Sendable {
    private static let guesses = ["yes", "no", "red", "blue", "circle", "square", "2", "3", "left"]

    /// The reply of a server.
    func answer(_ request: ReceivedRequest) -> Reply {
        if request.path.hasSuffix("/models") {
            return .json(200, ["object": "list", "data": [["id": "guesser"]]])
        }
        guard request.path.hasSuffix("/chat/completions") else {
            return .error(404, "no such path")
        }
        return .json(200, completion(request.json))
    }

    /// What it makes of the body of a request.
    func completion(_ body: JSONValue) -> JSONValue {
        let messages = body["messages"]?.serialized ?? ""
        let seed = body["seed"]?.integerValue ?? 0
        let choices = (0..<(body["n"]?.integerValue ?? 1)).map { choice -> JSONValue in
            var random = CounterGenerator(Seed(0).deriving(messages).deriving(seed + choice))
            let guess = AnsweringModel.guesses[
                random.index(below: AnsweringModel.guesses.count)]
            let thought = (0..<6).map { _ in "w\(random.index(below: 1000))" }
            return [
                "index": .integer(choice), "finish_reason": "stop",
                "message": [
                    "role": "assistant",
                    "content": .string(
                        thought.joined(separator: " ") + " \\boxed{\(guess)}"),
                ],
            ]
        }
        let pictures = messages.split(separator: "image_url").count - 1
        return [
            "object": "chat.completion", "model": "guesser", "choices": .array(choices),
            "usage": [
                "prompt_tokens": .integer(20 + 64 * pictures),
                "completion_tokens": .integer(8 * choices.count),
            ],
        ]
    }

    /// Answers a file of requests as `vllm run-batch` does: a line each.
    func lines(answering path: String) throws -> [String] {
        try String(decoding: FileSystem.read(path), as: UTF8.self).split(separator: "\n").map {
            let request = try JSONReader.parse(Array($0.utf8), file: path)
            let answer: JSONValue = [
                "id": "batch", "custom_id": request["custom_id"] ?? .null,
                "response": [
                    "status_code": 200, "request_id": "r",
                    "body": completion(request["body"] ?? .null),
                ],
                "error": .null,
            ]
            return answer.serialized
        }
    }
}
