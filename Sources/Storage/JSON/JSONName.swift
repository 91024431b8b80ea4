internal import CJSON

/// The name of a member, made ready to be looked up in many rows.
public struct JSONName: Sendable {
    private let bytes: [UInt8]
    /// What the parser makes of the name: most other names differ from it there.
    let mark: UInt32
    let isASCII: Bool

    /// A name.
    public init(_ name: String) {
        bytes = Array(name.utf8)
        mark = unsafe cjson_mark(bytes, bytes.count)
        isASCII = bytes.allSatisfy { $0 < 0x80 }
    }

    /// Calls `body` with its bytes.
    @inline(__always)
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe bytes.withUnsafeBufferPointer { unsafe body($0) }
    }
}
