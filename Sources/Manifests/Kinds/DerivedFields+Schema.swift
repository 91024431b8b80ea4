import Records

extension DerivedFields {
    /// An item of the `derive` key of a data set.
    static let schema = ObjectSchema(
        "fields made of another one by a pattern", initial: DerivedFields(),
        fields: [
            Field("from", \.from, .fieldPath, isRequired: true, "the field that is looked at"),
            Field(
                "matches", \.matches, .pattern, isRequired: true,
                "a regular expression whose named groups, such as `(?<depth>[0-9]+)`, become fields"
            ),
            Field(
                "otherwise", \.otherwise, .optional(.text),
                "the value of the fields where it does not match; without it, the row is rejected"),
        ],
        rules: [
            { derived, path, decoding in
                if derived.names.isEmpty {
                    decoding.report(
                        "the pattern of \(Wording.field(path)) names no group, so it makes no field",
                        field: Wording.join(path, "matches"),
                        remedy: "name what is to become a field: `(?<name>…)`")
                }
            }
        ])

    /// The names of the pattern's groups, in order.
    public var names: [String] {
        var names: [String] = []
        var rest = matches.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "(")) {
            rest = rest[rest.index(after: open)...]
            guard rest.starts(with: "?<".utf8) else { continue }
            let name = rest.dropFirst(2).prefix { byte in
                (97...122).contains(byte | 32) || (48...57).contains(byte) || byte == 95
            }
            // `(?<=` and `(?<!` look behind and name nothing.
            if let text = String(Substring(name)).nonEmpty { names.append(text) }
        }
        return names
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
