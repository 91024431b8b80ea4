internal import CJPEG

/// Turns JPEG files without decoding their pixels.
enum JPEGTransformer {
    /// The file upright, where its EXIF says how it is turned; nothing where it cannot be done
    /// without a loss, because a side is not a whole number of blocks.
    static func turned(_ bytes: RawSpan, orientation: Int) -> [UInt8]? {
        var result: UnsafeMutablePointer<UInt8>?
        var count = 0
        let code = unsafe bytes.withUnsafeBytes { bytes in
            unsafe cjpeg_transform(
                bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
                Int32(orientation), &result, &count)
        }
        return unsafe try? take(result, count, code)
    }

    /// Copies bytes that C made, and gives them back to it.
    static func take(
        _ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int, _ code: Int32
    ) throws(ImageFault) -> [UInt8] {
        defer { unsafe cjpeg_free(bytes) }
        guard code == CJPEG_OK, let start = unsafe bytes else {
            throw ImageFault(
                code == CJPEG_NO_MEMORY ? ImageFault.outOfMemory : ImageFault.decodeWarning,
                "libjpeg does not encode the picture")
        }
        return unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    }
}
