import CDeflate

/// The checksum of a page: CRC-32 of what lies in the file.
enum PageChecksum {
    static func make(_ slice: ByteSlice) -> UInt32 {
        unsafe slice.withBytes { unsafe extend(0, by: $0) }
    }

    /// The checksum of bytes that follow others.
    ///
    /// - Parameter checksum: that of the others, 0 if there are none.
    static func extend(_ checksum: UInt32, by bytes: UnsafeRawBufferPointer) -> UInt32 {
        // libdeflate means "start anew" by no address.
        guard bytes.count > 0 else { return checksum }
        return unsafe libdeflate_crc32(checksum, bytes.baseAddress, bytes.count)
    }
}
