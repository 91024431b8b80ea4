extension Question: TableRow {
    /// The question as a row of `questions`.
    public var json: JSONValue {
        .object([
            .init("id", .string(id)),
            .init("source", .string(source)),
            .init("split", .string(split)),
            .init("capability", .string(capability.rawValue)),
            .init("question", .string(text)),
            .init("answer", .string(answer)),
            .init("choices", .array(choices.map { .string($0) })),
            .init("keywords", .array(keywords.map { .string($0) })),
            .init("target", target.map { .string($0) } ?? .null),
            .init("text_only_target", textOnlyTarget.map { .string($0) } ?? .null),
            .init("images", .array(pictures.map(\.json))),
            .init("extra", .array(extra.map { [.string($0.name), .string($0.json)] })),
        ])
    }

    /// A question from a row of `questions`.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            id: try json.column("id", \.stringValue),
            source: try json.column("source", \.stringValue),
            split: try json.column("split", \.stringValue),
            capability: try json.column("capability") {
                $0.stringValue.flatMap { Capability(rawValue: $0) }
            },
            text: try json.column("question", \.stringValue),
            answer: try json.column("answer", \.stringValue),
            choices: try json.column("choices", \.strings),
            keywords: try json.column("keywords", \.strings),
            target: try json.optionalColumn("target", \.stringValue),
            textOnlyTarget: try json.optionalColumn("text_only_target", \.stringValue),
            pictures: [])
        for picture in try json.column("images", \.arrayValue) {
            pictures.append(try Picture(json: picture))
        }
        for field in try json.column("extra", \.arrayValue) {
            guard let pair = field.strings, pair.count == 2 else {
                throw Fault(.badInput, "the column `extra` holds \(field.serialized), not a pair")
            }
            extra.append(ExtraField(name: pair[0], json: pair[1]))
        }
    }
}

extension Picture: TableRow {
    /// The picture as a row.
    public var json: JSONValue {
        .object([
            .init("sha256", .string(digest.hex)),
            .init("format", .string(format.rawValue)),
            .init("width", .integer(width)),
            .init("height", .integer(height)),
            .init("shard", .string(shard)),
            .init("offset", .integer(offset)),
            .init("bytes", .integer(byteCount)),
        ])
    }

    /// A picture from a row.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            digest: try json.column("sha256") { $0.stringValue.flatMap { Digest(hex: $0) } },
            format: try json.column("format") { $0.stringValue.flatMap { Format(rawValue: $0) } },
            width: try json.column("width", \.integerValue),
            height: try json.column("height", \.integerValue),
            shard: try json.column("shard", \.stringValue),
            offset: try json.column("offset", \.integerValue),
            byteCount: try json.column("bytes", \.integerValue))
    }
}

extension JSONValue {
    /// The elements of an array of strings, or nothing if it is not that.
    public var strings: [String]? {
        guard let elements = arrayValue else { return nil }
        var result: [String] = []
        for element in elements {
            guard let text = element.stringValue else { return nil }
            result.append(text)
        }
        return result
    }

    /// The elements of an array of digests, each as its hexadecimal text, or nothing if it is not that.
    public var digests: [Digest]? {
        guard let texts = strings else { return nil }
        let digests = texts.compactMap { Digest(hex: $0) }
        return digests.count == texts.count ? digests : nil
    }

    /// The members of an object of whole numbers by name, or nothing if it is not that.
    public var counts: [String: Int]? {
        guard let members = objectValue else { return nil }
        var counts: [String: Int] = [:]
        for member in members {
            guard let count = member.value.integerValue else { return nil }
            counts[member.name] = count
        }
        return counts
    }
}
