import CZlib

/// Decompresses gzip members (RFC 1952), one or several, and zlib streams, which some writers put
/// in their place.
enum Inflater {
    /// Window bits of 15, and either head.
    private static let anyHead: Int32 = 15 + 32

    /// Fills the target, exactly.
    static func inflate(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
    ) throws(PageFault) {
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(&stream, anyHead, ZLIB_VERSION, size) == Z_OK else {
            throw PageFault("no memory for zlib")
        }
        defer { unsafe inflateEnd(&stream) }
        unsafe stream.next_in = UnsafeMutablePointer(
            mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
        unsafe stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        guard let available = UInt32(exactly: source.count),
            let room = UInt32(exactly: target.count)
        else { throw PageFault("a page of \(source.count) bytes of GZIP") }
        unsafe stream.avail_in = available
        unsafe stream.avail_out = room
        while true {
            let status = unsafe CZlib.inflate(&stream, Z_FINISH)
            guard status == Z_STREAM_END else {
                let detail = unsafe stream.msg.map { unsafe String(cString: $0) }
                throw PageFault(
                    "the GZIP bytes are broken: \(detail ?? "they end early, or are too many")")
            }
            if unsafe stream.avail_out == 0 { return }
            guard unsafe stream.avail_in > 0, unsafe inflateReset(&stream) == Z_OK else {
                throw PageFault("the GZIP bytes are \(unsafe stream.avail_out) bytes short")
            }
        }
    }
}
