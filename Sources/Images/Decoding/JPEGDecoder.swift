internal import CJPEG

/// Decodes a JPEG row by row.
@safe final class JPEGDecoder: RowDecoder {
    let width: Int
    let height: Int
    private let decoder: OpaquePointer
    /// How many bytes follow the end mark; known when the file is finished.
    private(set) var trailingByteCount = 0

    /// Reads a file's header and makes ready for its rows.
    ///
    /// - Parameters:
    ///   - bytes: the file. It must stay in place as long as the decoder is used.
    ///   - shrink: 1, 2, 4 or 8, by which the sides are divided, rounded up.
    private init(
        _ bytes: UnsafeRawBufferPointer, _ header: JPEGHeader, shrink: Int
    ) throws(ImageFault) {
        guard let decoder = unsafe cjpeg_create() else {
            throw ImageFault(ImageFault.outOfMemory, "no memory for a decoder")
        }
        unsafe self.decoder = unsafe decoder
        width = (header.width + shrink - 1) / shrink
        height = (header.height + shrink - 1) / shrink
        try check(
            unsafe cjpeg_start(
                decoder, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
                UInt32(header.width), UInt32(header.height), UInt32(shrink)))
    }

    deinit { unsafe cjpeg_destroy(decoder) }

    /// Calls `body` with a decoder.
    static func with<Result>(
        _ bytes: RawSpan, _ header: JPEGHeader, shrink: Int = 1,
        _ body: (JPEGDecoder) throws(ImageFault) -> Result
    ) throws(ImageFault) -> Result {
        try unsafe bytes.withUnsafeBytes { bytes throws(ImageFault) in
            try body(try unsafe JPEGDecoder(bytes, header, shrink: shrink))
        }
    }

    /// Whether the first component of the file is its brightness.
    var hasBrightness: Bool {
        [CJPEG_GREY, CJPEG_YCC].contains(Int(unsafe cjpeg_colours(decoder)))
    }

    func read(into pixels: inout [UInt8], at place: Int) throws(ImageFault) {
        precondition(place >= 0 && pixels.count - place >= width * 3, "no room for a row")
        let code = unsafe pixels.withUnsafeMutableBufferPointer { pixels in
            unsafe cjpeg_next(decoder, pixels.baseAddress.map { unsafe $0 + place })
        }
        try check(code)
    }

    func finish() throws(ImageFault) {
        try check(unsafe cjpeg_finish(decoder, &trailingByteCount))
    }

    private func check(_ code: Int32) throws(ImageFault) {
        guard code != CJPEG_OK else { return }
        let reason =
            switch Int(code) {
            case CJPEG_TRUNCATED: ImageFault.truncated
            case CJPEG_UNSUPPORTED: ImageFault.unsupportedFormat
            case CJPEG_TOO_MANY_SCANS: ImageFault.tooManyScans
            case CJPEG_NO_MEMORY: ImageFault.outOfMemory
            default: ImageFault.decodeWarning
            }
        throw ImageFault(reason, unsafe String(cString: cjpeg_message(decoder)))
    }
}
