internal import CPNG

extension PixelImage {
    /// The picture as a PNG file: 8-bit RGB, no metadata, compression and filters fixed, so the
    /// same pixels give the same bytes with the same zlib.
    public func png() -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        let code = unsafe pixels.withUnsafeBufferPointer { pixels in
            unsafe cpng_encode(
                pixels.baseAddress, UInt32(width), UInt32(height), &bytes, &count)
        }
        guard code == CPNG_OK, let start = unsafe bytes else {
            preconditionFailure("out of memory")
        }
        defer { unsafe cpng_free(bytes) }
        return unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    }
}
