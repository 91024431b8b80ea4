/// Whether bytes are UTF-8, without making a text of them.
enum UTF8Check {
    static func isValid(_ slice: ByteSlice) -> Bool {
        unsafe slice.withBytes { bytes in
            do {
                let span = unsafe bytes.assumingMemoryBound(to: UInt8.self).span
                _ = try UTF8Span(validating: span)
                return true
            } catch {
                return false
            }
        }
    }
}
