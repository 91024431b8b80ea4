import Records

extension ValueType where Value: FixedWidthInteger {
    /// A whole number from `minimum` to `maximum`, in decimal digits and without quotes.
    static func integer(
        from minimum: Value, to maximum: Value = Value(clamping: 1_000_000_000)
    ) -> ValueType {
        let expectation =
            maximum == Value(clamping: 1_000_000_000) || maximum == .max
            ? "a whole number of at least \(minimum)"
            : "a whole number from \(minimum) to \(maximum)"
        return scalar(
            expectation: expectation,
            schema: [
                "type": "integer", "minimum": .integer(minimum), "maximum": .integer(maximum),
            ],
            read: { text, isPlain in
                guard isPlain, NumberText.isInteger(text), let value = Value(text),
                    value >= minimum, value <= maximum
                else { return nil }
                return value
            },
            remedy: NumberText.remedy, encode: { .integer($0) })
    }
}

extension ValueType where Value == Int {
    /// How many bytes: a whole number, or one with a unit such as `64MiB` or `1GB`.
    static func byteCount(from minimum: Int, to maximum: Int = 1 << 50) -> ValueType {
        scalar(
            expectation: "a size of at least \(minimum) bytes, such as `64MiB`, `1GB` or `4096`",
            schema: [
                "anyOf": [
                    [
                        "type": "integer", "minimum": .integer(minimum),
                        "maximum": .integer(maximum),
                    ],
                    ["type": "string", "pattern": "^[0-9]+ ?([kKMGT]i?)?B$"],
                ]
            ],
            read: { text, _ in
                guard let value = NumberText.byteCount(text), value >= minimum, value <= maximum
                else { return nil }
                return value
            }, encode: { .integer($0) })
    }
}

extension ValueType where Value == Double {
    /// A finite number in the bounds, without quotes.
    static func real(
        from minimum: Double? = nil, above bound: Double? = nil, to maximum: Double? = nil
    ) -> ValueType {
        var parts: [String] = []
        var members: [JSONValue.Member] = [.init("type", "number")]
        if let minimum {
            parts.append("of at least \(NumberText.short(minimum))")
            members.append(.init("minimum", .number(NumberText.short(minimum))))
        }
        if let bound {
            parts.append("above \(NumberText.short(bound))")
            members.append(.init("exclusiveMinimum", .number(NumberText.short(bound))))
        }
        if let maximum {
            parts.append("of at most \(NumberText.short(maximum))")
            members.append(.init("maximum", .number(NumberText.short(maximum))))
        }
        let limits = parts.isEmpty ? "" : " " + parts.joined(separator: " and ")
        return scalar(
            expectation: "a number\(limits)", schema: .object(members),
            read: { text, isPlain in
                guard isPlain, let value = NumberText.real(text), value >= minimum ?? value,
                    value > bound ?? -.infinity, value <= maximum ?? value
                else { return nil }
                return value
            },
            remedy: NumberText.remedy, encode: { .number(NumberText.short($0)) })
    }
}

extension ValueType where Value == Bool {
    /// `true` or `false`, without quotes; nothing else.
    static var bool: ValueType {
        scalar(
            expectation: "`true` or `false`", schema: ["type": "boolean"],
            read: { text, isPlain in
                isPlain ? ["true": true, "false": false][text] : nil
            },
            remedy: { node in
                switch node.text?.lowercased() {
                case "yes", "on", "y", "true", "1": "write `true`"
                case "no", "off", "n", "false", "0": "write `false`"
                default: nil
                }
            }, encode: { .bool($0) })
    }
}
