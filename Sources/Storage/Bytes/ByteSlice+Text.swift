extension ByteSlice {
    /// The bytes as text; broken ones are replaced.
    public var text: String { unsafe withBytes { unsafe String(decoding: $0, as: UTF8.self) } }

    /// The bytes as text, or nothing where they are not UTF-8.
    public var validText: String? {
        unsafe withBytes { unsafe String(validating: $0, as: UTF8.self) }
    }
}

extension ByteSlice {
    /// Whether the bytes are UTF-8.
    public var isUTF8: Bool { UTF8Check.isValid(self) }
}
