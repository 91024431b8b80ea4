import Records
import Rewards

extension EmbeddingServer {
    /// The server as an object of `reward.json`. It names the variable of a key, and never the key.
    var json: JSONValue {
        [
            "url": .string(url),
            "model": .string(model),
            "threshold": .real(threshold),
            "api_key": keyVariable.map { .string($0) } ?? .null,
            "timeout": .real(timeout / .seconds(1)),
        ]
    }

    /// A server from its object.
    ///
    /// - Throws: a `Fault` that names what is wrong.
    init(json: JSONValue) throws(Fault) {
        self.init(
            url: try json.column("url", \.stringValue),
            model: try json.column("model", \.stringValue),
            threshold: try json.column("threshold") {
                $0.realValue.flatMap { $0 > 0 && $0 <= 1 ? $0 : nil }
            },
            keyVariable: try json.optionalColumn("api_key", \.stringValue),
            timeout: .seconds(
                try json.column("timeout") {
                    $0.realValue.flatMap { $0 > 0 && $0 < 1e9 ? $0 : nil }
                }))
    }
}
