import CZlib

/// The checksum of a page: CRC-32 of what lies in the file.
enum PageChecksum {
    static func make(_ slice: ByteSlice) -> UInt32 {
        unsafe slice.withBytes { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return UInt32(truncatingIfNeeded: unsafe crc32_z(0, start, bytes.count))
        }
    }
}
