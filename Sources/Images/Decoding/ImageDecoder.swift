internal import CJPEG
internal import CPNG
import Records

/// Decodes PNG and JPEG to RGB, strictly: whatever a library would only warn of is a fault.
///
/// PNG of any kind: palettes and grey become RGB, 16 bits lose their lower byte, alpha is laid over
/// white, an animation gives its first picture, colour profiles and gamma are passed over. JPEG of
/// one or three components, baseline or progressive; four (CMYK) are refused. An orientation in the
/// metadata is not applied.
public enum ImageDecoder {
    /// The pixels of a picture.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - limits: checked on the header, before memory is taken.
    /// - Throws: an `ImageFault` with its reason.
    public static func decode(
        _ bytes: [UInt8], limits: ImageLimits
    ) throws(ImageFault) -> PixelImage {
        let header = try ImageHeader.read(bytes)
        try limits.check(width: header.width, height: header.height, byteCount: bytes.count)
        try ImageLimits.unlimited.check(
            width: header.width, height: header.height, byteCount: bytes.count)
        if header.format == .png { try PNGFile.checkChunks(bytes) }
        var message = [CChar](repeating: 0, count: Int(max(CPNG_MESSAGE_SIZE, CJPEG_MESSAGE_SIZE)))
        var code: Int32 = 0
        let byteCount = header.width * header.height * 3
        let pixels = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            // C code that stops half-way leaves what was there before.
            unsafe buffer.initialize(repeating: 0)
            count = byteCount
            code = unsafe bytes.withUnsafeBufferPointer { file in
                let (width, height) = (UInt32(header.width), UInt32(header.height))
                return header.format == .png
                    ? unsafe cpng_decode(
                        file.baseAddress, file.count, width, height, buffer.baseAddress, &message)
                    : unsafe cjpeg_decode(
                        file.baseAddress, file.count, width, height, buffer.baseAddress, &message)
            }
        }
        guard code == 0 else {
            let text = String(
                decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw ImageFault(reason(code, header.format), text)
        }
        return PixelImage(width: header.width, height: header.height, pixels: pixels)
    }

    private static func reason(_ code: Int32, _ format: Picture.Format) -> String {
        guard format == .jpeg else { return ImageFault.corrupt }
        return switch Int(code) {
        case CJPEG_TRUNCATED: ImageFault.truncated
        case CJPEG_UNSUPPORTED: ImageFault.unsupported
        default: ImageFault.corrupt
        }
    }
}
