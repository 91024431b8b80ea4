import Glibc

extension ByteSlice: Equatable {
    /// Whether two slices have the same bytes.
    public static func == (left: ByteSlice, right: ByteSlice) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe left.withBytes { left in
            unsafe right.withBytes { right in
                guard let first = left.baseAddress, let second = right.baseAddress else {
                    return true
                }
                return unsafe memcmp(first, second, left.count) == 0
            }
        }
    }
}
