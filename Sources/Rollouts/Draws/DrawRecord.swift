import Records
import Storage

/// A response as bytes: places, reason and optional numbers of fixed size, then the text.
enum DrawRecord {
    private static let fixedByteCount = 4 + 4 + 1 + 3 * 8

    /// Bits of the byte that says what is there.
    private enum Flag {
        static let stopped: UInt8 = 1
        static let tokenCount: UInt8 = 2
        static let seed: UInt8 = 4
        static let seconds: UInt8 = 8
    }

    /// The bits above the flags: a recorded verdict by its place, from 1; 0 for none.
    private static let verdictShift: UInt8 = 4

    /// The record of an outcome; nothing for a draw that never came.
    static func bytes(_ outcome: DrawOutcome) -> [UInt8]? {
        guard case .response(let response) = outcome.result,
            let prompt = UInt32(exactly: outcome.prompt), let draw = UInt32(exactly: outcome.draw)
        else { return nil }
        var flags: UInt8 = response.finishReason == .stop ? Flag.stopped : 0
        if response.tokenCount != nil { flags |= Flag.tokenCount }
        if response.seed != nil { flags |= Flag.seed }
        if response.seconds != nil { flags |= Flag.seconds }
        if let place = response.verdict.flatMap(Verdict.allCases.firstIndex) {
            flags |= UInt8(place + 1) << verdictShift
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fixedByteCount + response.text.utf8.count)
        bytes.appendInteger(prompt)
        bytes.appendInteger(draw)
        bytes.append(flags)
        bytes.appendInteger(Int64(response.tokenCount ?? 0))
        bytes.appendInteger(response.seed ?? 0)
        bytes.appendInteger((response.seconds ?? 0).bitPattern)
        bytes.append(contentsOf: response.text.utf8)
        return bytes
    }

    /// The outcome of a record; nothing if it is none.
    static func outcome(_ bytes: ArraySlice<UInt8>) -> DrawOutcome? {
        guard bytes.count >= fixedByteCount else { return nil }
        let start = bytes.startIndex
        func integer(_ offset: Int, _ byteCount: Int) -> UInt64 {
            (0..<byteCount).reduce(0) {
                $0 | UInt64(bytes[start + offset + $1]) << (8 * UInt64($1))
            }
        }
        let flags = bytes[start + 8]
        func value<Value>(_ flag: UInt8, _ value: Value) -> Value? {
            flags & flag == 0 ? nil : value
        }
        let verdict = Int(flags >> verdictShift) - 1
        let response = PolicyResponse(
            text: String(decoding: bytes[(start + fixedByteCount)...], as: UTF8.self),
            tokenCount: value(Flag.tokenCount, Int(Int64(bitPattern: integer(9, 8)))),
            finishReason: flags & Flag.stopped == 0 ? .length : .stop,
            seed: value(Flag.seed, integer(17, 8)),
            seconds: value(Flag.seconds, Double(bitPattern: integer(25, 8))),
            verdict: Verdict.allCases.indices.contains(verdict) ? Verdict.allCases[verdict] : nil)
        return DrawOutcome(
            prompt: Int(integer(0, 4)), draw: Int(integer(4, 4)), result: .response(response))
    }
}
