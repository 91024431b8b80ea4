internal import CJPEG

extension PixelImage {
    /// The picture as a JPEG file without subsampled colours and without metadata; the same pixels
    /// give the same bytes with the same libjpeg. A side has at most 65,500 pixels.
    ///
    /// - Parameter quality: 1 to 100, as libjpeg counts.
    public func jpeg(quality: Int = 95) throws(ImageFault) -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        let code = unsafe pixels.withUnsafeBufferPointer { pixels in
            unsafe cjpeg_encode(
                pixels.baseAddress, UInt32(width), UInt32(height), Int32(quality), &bytes, &count)
        }
        return try unsafe JPEGTransformer.take(bytes, count, code)
    }
}

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
    fileprivate static func take(
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
