import Images
import Records
import Storage

/// A picture whose header keeps the limits and whose pixels have been decoded once, to be sure that
/// they can be.
struct CheckedPicture {
    /// The file's bytes, untouched.
    var bytes: [UInt8]
    /// Their SHA-256.
    var digest: Digest
    /// The format, told from the bytes.
    var format: Picture.Format
    /// Width in pixels.
    var width: Int
    /// Height in pixels.
    var height: Int

    /// Checks a picture.
    ///
    /// - Throws: the reason that `Images` gives.
    init(_ bytes: [UInt8], limits: ImageLimits) throws(Refusal) {
        do throws(ImageFault) {
            let header = try ImageHeader.read(bytes)
            _ = try ImageDecoder.decode(bytes, limits: limits)
            (format, width, height) = (header.format, header.width, header.height)
        } catch {
            throw Refusal(error.reason, error.detail)
        }
        self.bytes = bytes
        digest = SHA256.digest(of: bytes)
    }
}
