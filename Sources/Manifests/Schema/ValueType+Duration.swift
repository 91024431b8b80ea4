import Records

extension ValueType where Value == Duration {
    /// How long: a whole number with a unit, such as `90s`, `30m`, `12h` or `2d`.
    static var duration: ValueType {
        scalar(
            expectation: "a time such as `90s`, `30m`, `12h` or `2d`",
            schema: ["type": "string", "pattern": "^[1-9][0-9]{0,8}[smhd]$"],
            read: { text, _ in seconds(text).map { .seconds($0) } },
            remedy: { node in
                node.text.flatMap { seconds($0 + "s") }
                    .map { _ in "write \(Wording.quoted((node.text ?? "") + "s")) for seconds" }
            },
            encode: { .string(text($0.components.seconds)) })
    }

    private static var units: [(name: String, seconds: Int64)] {
        [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
    }

    private static func seconds(_ text: String) -> Int64? {
        guard let unit = units.first(where: { text.hasSuffix($0.name) }) else { return nil }
        let digits = text.dropLast()
        guard digits.utf8.count <= 9, NumberText.isInteger(String(digits)),
            let count = Int64(digits), count > 0
        else { return nil }
        return count * unit.seconds
    }

    /// In the largest unit that needs no fraction.
    private static func text(_ seconds: Int64) -> String {
        let unit = units.first { seconds % $0.seconds == 0 } ?? ("s", 1)
        return "\(seconds / unit.seconds)\(unit.name)"
    }
}
