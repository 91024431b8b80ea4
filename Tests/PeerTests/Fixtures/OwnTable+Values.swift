import Records
import Storage

extension OwnTable {
    /// A column of every flat type.
    static let everyType = [
        ParquetColumn("flag", .bool), ParquetColumn("small", .int32),
        ParquetColumn("large", .int64), ParquetColumn("real", .double),
        ParquetColumn("word", .string), ParquetColumn("id", .string),
        ParquetColumn("bytes", .binary),
    ]

    /// A value for each column of `everyType`; their edges come early.
    static func everyValue(_ index: Int) -> [ParquetValue] {
        let reals = [0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, 1e300, 0.1, -2.5]
        // One text in its composed and its decomposed form, and others that tend to break.
        let words = [
            "", "caf\u{E9}", "cafe\u{301}", "\u{1F469}\u{200D}\u{1F52C}", "a\0b", "\n\t\"\\\u{7F}",
            "\u{10FFFF}\u{FFFD}", String(repeating: "long ", count: 50), "<image>",
        ]
        let integers: [Int64] = [.min, .max, 0, -1, 1 << 40]
        return [
            .bool(index % 3 == 0),
            .int(Int64(Int32.min) + Int64(index % 100) * 40_000_000),
            .int(index < integers.count ? integers[index] : Int64(index) &* 7_919),
            .double(index < reals.count ? reals[index] : Double(index) / 7),
            string(words[index % words.count]),
            string("question-\(index)-\(index &* 2_654_435_761 % 1_000_003)"),
            bytes(index, count: index % 40),
        ]
    }

    /// Lists that are null, empty, and of several; nulls at every depth.
    static func nestedRow(_ index: Int) -> [ParquetValue] {
        let names = (0..<index % 4).map { $0 == 2 ? .null : string("name \(index * $0)") }
        let numbers = (0..<index % 3).map { inner in
            ParquetValue.list((0..<inner * 2).map { .int(Int64($0 * index)) })
        }
        let messages = (0..<index % 3).map { message in
            message == 1 && index % 2 == 0
                ? ParquetValue.null
                : .object(
                    names: ["role", "content", "weights"],
                    values: [
                        string(message == 0 ? "user" : "assistant"),
                        index % 5 == 0 ? .null : string("text \(index)"),
                        index % 4 == 0 ? .null : .list([.double(Double(index)), .null]),
                    ])
        }
        let truth: ParquetValue =
            switch index % 4 {
            case 0: .null
            case 1: .object(names: ["value"], values: [.null])
            default: .object(names: ["value"], values: [.int(Int64(index))])
            }
        let model = ParquetValue.object(
            names: ["style", "truth"], values: [index % 6 == 0 ? .null : string("rule"), truth])
        return [
            index % 7 == 0 ? .null : .list(names), index % 8 == 0 ? .null : .list(numbers),
            index % 9 == 0 ? .null : .list(messages), index % 10 == 0 ? .null : model,
            .list((0..<index % 20).map { .bool(($0 + index) % 3 == 0) }),
        ]
    }

    /// A picture of 2 by 1 pixels (a PNG file), under a name of its own, or some part of it missing.
    static func picture(_ index: Int) -> ParquetValue {
        .object(
            names: ["bytes", "path"],
            values: [.bytes(ByteSlice(pixels)), index % 3 == 0 ? .null : string("\(index).png")])
    }

    static func string(_ text: String) -> ParquetValue { .string(ByteSlice(Array(text.utf8))) }

    /// Bytes that follow from the seed.
    static func bytes(_ seed: Int, count: Int) -> ParquetValue {
        .bytes(
            ByteSlice(
                (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31 &+ seed) &* 0x9E37 >> 4) }))
    }

    /// The PNG file of that picture.
    static let pixels: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
        0x52, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0xD1,
        0x49, 0x20, 0x56, 0x00, 0x00, 0x00, 0x0B, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68,
        0x70, 0x00, 0x00, 0x01, 0x43, 0x00, 0xC1, 0x5F, 0xD4, 0x95, 0x0D, 0x00, 0x00, 0x00, 0x00,
        0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]
}
