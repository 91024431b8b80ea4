/// Bytes are not what Thrift's compact protocol, or the structure read with it, allows.
struct ThriftFault: Error, Equatable {
    /// What was found, and where.
    var detail: String

    init(_ detail: String) { self.detail = detail }

    /// What should be here is encrypted.
    static let encrypted = ThriftFault("a column is encrypted")
}
