internal import CDeflate

/// Bytes in zlib's format (RFC 1950), as browsers' `DecompressionStream("deflate")` reads them.
public enum ZlibData {
    /// The bytes, compressed. The same bytes give the same result with the same libdeflate.
    public static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        guard let compressor = unsafe libdeflate_alloc_compressor(9) else {
            preconditionFailure("out of memory")
        }
        defer { unsafe libdeflate_free_compressor(compressor) }
        let bound = unsafe libdeflate_zlib_compress_bound(compressor, bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            let size = target.count
            let start = target.baseAddress
            count = unsafe bytes.withUnsafeBytes { source in
                unsafe libdeflate_zlib_compress(
                    compressor, source.baseAddress, source.count, start, size)
            }
        }
    }
}
