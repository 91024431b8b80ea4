extension ByteSlice {
    /// How many zero bytes there are at the end; at most `limit`.
    public func trailingZeroCount(limit: Int) -> Int {
        unsafe withBytes { bytes in
            var zeros = 0
            while zeros < min(limit, bytes.count), unsafe bytes[bytes.count - 1 - zeros] == 0 {
                zeros += 1
            }
            return zeros
        }
    }
}
