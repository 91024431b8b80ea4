import Storage

/// What can be the id of a question in lists of ids, one a line.
enum QuestionID {
    /// Whether bytes are UTF-8, at least one, and none a line break or a NUL.
    static func isValid(_ bytes: ByteSlice) -> Bool {
        guard bytes.count > 0 else { return false }
        var isASCII = true
        let isOneLine = bytes.withBytes { bytes in
            for byte in bytes {
                if byte < 0x20, byte == 0 || byte == 10 || byte == 13 { return false }
                if byte >= 0x80 { isASCII = false }
            }
            return true
        }
        return isOneLine && (isASCII || bytes.isUTF8)
    }
}
