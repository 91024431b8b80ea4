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
