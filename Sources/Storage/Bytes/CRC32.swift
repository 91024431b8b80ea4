import CDeflate

/// CRC-32 as ISO 3309 has it: the checksum of Parquet pages, of zip entries and of our journals.
enum CRC32 {
    /// The checksum of some bytes.
    static func make(_ slice: ByteSlice) -> UInt32 {
        unsafe slice.withBytes { unsafe extend(0, by: $0) }
    }

    /// The checksum of bytes that follow others.
    ///
    /// - Parameter checksum: that of the others, 0 if there are none.
    static func extend(_ checksum: UInt32, by bytes: UnsafeRawBufferPointer) -> UInt32 {
        unsafe cdeflate_crc32(
            checksum, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count)
    }
}
