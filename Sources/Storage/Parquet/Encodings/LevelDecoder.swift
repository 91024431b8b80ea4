/// Decodes the definition or the repetition levels of a page.
enum LevelDecoder {
    /// All levels are 0: nothing is written for them.
    case none
    case runs(RunDecoder)
    /// Packed bits, highest first, of files from before 2014; the bit that comes next and the end.
    case packed(CheckedBytes, bit: Int, end: Int, width: Int)

    /// How many bits a level takes.
    static func bitWidth(maximum: Int) -> Int { Int.bitWidth - maximum.leadingZeroBitCount }

    /// Decodes `count` levels, none above `maximum`.
    mutating func fill(_ target: inout [UInt8], count: Int, maximum: Int) throws(PageFault) {
        switch self {
        case .none:
            return
        case .runs(var runs):
            // Out and in again, not shared meanwhile.
            self = .none
            let done = try runs.fill(&target, count: count)
            self = .runs(runs)
            guard done == count else { throw PageFault("the levels end early") }
        case .packed(let bytes, let start, let end, let width):
            var bit = start
            guard count * width <= end - bit else { throw PageFault("the levels end early") }
            for index in 0..<count {
                var level: UInt8 = 0
                for _ in 0..<width {
                    level = level << 1 | (bytes[bit >> 3] >> UInt8(7 - bit & 7)) & 1
                    bit += 1
                }
                target[index] = level
            }
            self = .packed(bytes, bit: bit, end: end, width: width)
        }
        var highest: UInt8 = 0
        for index in 0..<count { highest = max(highest, target[index]) }
        guard Int(highest) <= maximum else {
            throw PageFault("a level of \(highest), where \(maximum) is the most")
        }
    }
}
