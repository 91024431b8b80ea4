import Glibc

/// Names that rows are searched for again and again, told apart by their bytes: for `String`, texts of
/// different bytes can be equal.
public struct JSONNames: Sendable {
    /// All names, one behind another, and where each lies.
    private var bytes: [UInt8] = []
    private var ranges: [Range<Int>] = []

    /// Some names.
    public init(_ names: [String]) {
        for name in names {
            let start = bytes.count
            bytes.append(contentsOf: name.utf8)
            ranges.append(start..<bytes.count)
        }
    }

    /// How many there are.
    var count: Int { ranges.count }

    /// Whether a name is among them.
    public func contains(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { unsafe contains($0) }
    }

    /// Whether a name is among them.
    func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { all in
            for range in ranges where range.count == name.count {
                guard let one = name.baseAddress, let base = all.baseAddress else {
                    return true
                }
                if unsafe memcmp(one, base + range.lowerBound, name.count) == 0 { return true }
            }
            return false
        }
    }
}
