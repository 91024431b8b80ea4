internal import CJSON

/// Names that rows are searched for again and again, told apart by their bytes: for `String`, texts of
/// different bytes can be equal.
public struct JSONNames: Sendable {
    /// Where a name lies among the bytes of all.
    private struct Place: BitwiseCopyable {
        /// What the parser makes of the name: most other names differ from it there.
        var mark: UInt32
        var start: Int
        var end: Int
    }

    private var places: [Place] = []
    private var bytes: [UInt8] = []

    /// Some names.
    public init(_ names: [String]) {
        for name in names {
            let name = Array(name.utf8)
            let start = bytes.count
            bytes += name
            places.append(
                Place(
                    mark: unsafe cjson_mark(name, name.count), start: start, end: bytes.count))
        }
    }

    /// How many there are.
    var count: Int { places.count }

    /// Whether a name is among them.
    public func contains(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 {
            unsafe contains($0, mark: cjson_mark($0.baseAddress, $0.count))
        }
    }

    /// Whether a name is among them.
    ///
    /// - Parameter mark: what the parser makes of it.
    func contains(_ name: UnsafeBufferPointer<UInt8>, mark: UInt32) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            for place in places where place.mark == mark {
                let other = unsafe UnsafeBufferPointer(rebasing: bytes[place.start..<place.end])
                if unsafe JSONNodes.isEqual(other, name) { return true }
            }
            return false
        }
    }
}
