internal import CJSON

/// Names that rows are searched for again and again, told apart by their bytes: for `String`, texts of
/// different bytes can be equal.
public struct JSONNames: Sendable {
    private let names: [JSONName]

    /// Some names.
    public init(_ names: [String]) { self.names = names.map { JSONName($0) } }

    /// How many there are.
    var count: Int { names.count }

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
        for index in names.indices where names[index].mark == mark {
            let isEqual = unsafe names[index].withBytes { unsafe JSONNodes.isEqual($0, name) }
            if isEqual { return true }
        }
        return false
    }
}
