import Records

extension EndpointSettings {
    /// `policy.endpoint`.
    ///
    /// Where and how fast the model answers is no material for keys; the model and what shapes its
    /// responses is.
    static let schema = ObjectSchema(
        "servers that speak OpenAI's protocol", initial: EndpointSettings(),
        fields: [
            Field(
                "model", \.model, .someText, isRequired: true, "the model, as the servers call it"),
            Field(
                "servers", \.servers, .list(of: .server), affectsResult: false,
                "where it is served: addresses, or mappings of `url`, `weight` and `api_key`"),
            Field(
                "concurrency", \.concurrency, .integer(from: 1, to: 4096), affectsResult: false,
                "the most requests under way at once"),
            Field(
                "request_timeout", \.requestTimeout, .duration, affectsResult: false,
                "how long one request may take"),
            Field(
                "deadline", \.deadline, .duration, affectsResult: false,
                "how long the draws of a question may take, retries included"),
            Field(
                "top_k", \.topK, .optional(.integer(from: 1)),
                "how many of the likeliest tokens may be drawn; without it, as the server does"),
            Field(
                "min_p", \.minP, .optional(.real(from: 0, to: 1)),
                "the least probability of a token, as a share of the likeliest's"),
            Field("stop", \.stop, .list(of: .someText), "texts that end a response"),
            Field(
                "allow_blind_server", \.allowsBlindServer, .bool, affectsResult: false,
                "whether to go on although the probe finds that pictures are not looked at"),
        ])
}

extension EndpointSettings.Server {
    /// One of `policy.endpoint.servers`.
    static let schema = ObjectSchema(
        "a place where the model is served", initial: EndpointSettings.Server(),
        fields: [
            Field("url", \.url, .serverAddress, isRequired: true, "its address, with `/v1`"),
            Field(
                "weight", \.weight, .real(above: 0, to: 1e6), "its share of the requests"),
            Field(
                "api_key", \.keyVariable, .optional(.variableName),
                "the environment variable that holds its key"),
        ])
}

extension ValueType where Value == EndpointSettings.Server {
    /// An address, or a mapping.
    static var server: ValueType {
        let address = ValueType<String>.serverAddress
        let mapping = ValueType.object(EndpointSettings.Server.schema)
        return ValueType(
            expectation: "\(address.expectation), or a mapping",
            schema: { scope in ["anyOf": [address.schema(scope), mapping.schema(scope)]] },
            decode: { node, path, decoding in
                if node.entries != nil { return mapping.decode(node, path, &decoding) }
                var server = EndpointSettings.Server()
                guard let url = address.decode(node, path, &decoding) else { return nil }
                server.url = url
                return server
            },
            encode: { server, scope in mapping.encode(server, scope) })
    }
}

extension ValueType where Value == String {
    /// An address without a name, a password or a query: keys are not written into manifests.
    static var serverAddress: ValueType {
        scalar(
            expectation: "an address such as `http://127.0.0.1:8000/v1`, without a key in it",
            schema: ["type": "string", "pattern": "^https?://[^/?#@ ]+(/[^?#@ ]*)?$"],
            read: { text, _ in
                guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else {
                    return nil
                }
                let rest = text.utf8.dropFirst(scheme.utf8.count)
                let isPlain = rest.allSatisfy { $0 > 32 && $0 < 127 && !"?#@\\".utf8.contains($0) }
                guard isPlain, let first = rest.first, first != UInt8(ascii: "/") else {
                    return nil
                }
                return text
            }, encode: { .string($0) })
    }
}
