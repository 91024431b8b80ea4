internal import CPNG

/// Decodes a PNG row by row. The checksums of its chunks must have been checked.
@safe final class PNGDecoder: RowDecoder {
    let width: Int
    let height: Int
    private let decoder: OpaquePointer

    private init(
        _ bytes: UnsafeRawBufferPointer, _ header: PNGHeader, ignoringAdler: Bool
    ) throws(ImageFault) {
        guard let decoder = unsafe cpng_create() else {
            throw ImageFault(ImageFault.outOfMemory, "no memory for a decoder")
        }
        unsafe self.decoder = unsafe decoder
        width = header.width
        height = header.height
        try check(
            unsafe cpng_start(
                decoder, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
                UInt32(header.width), UInt32(header.height), ignoringAdler ? 1 : 0))
    }

    deinit { unsafe cpng_destroy(decoder) }

    /// Calls `body` with a decoder.
    ///
    /// - Parameter ignoringAdler: whether the checksum of the pixels is passed over.
    static func with<Result>(
        _ bytes: RawSpan, _ header: PNGHeader, ignoringAdler: Bool = false,
        _ body: (PNGDecoder) throws(ImageFault) -> Result
    ) throws(ImageFault) -> Result {
        try unsafe bytes.withUnsafeBytes { bytes throws(ImageFault) in
            try body(try unsafe PNGDecoder(bytes, header, ignoringAdler: ignoringAdler))
        }
    }

    /// Whether a pixel so far let the white through.
    var hasClearPixels: Bool { unsafe cpng_has_clear_pixels(decoder) != 0 }

    /// Whether a pixel so far had an index beyond the palette.
    var hasBadIndexes: Bool { unsafe cpng_has_bad_indexes(decoder) != 0 }

    func read(into pixels: inout [UInt8], at place: Int) throws(ImageFault) {
        precondition(place >= 0 && pixels.count - place >= width * 3, "no room for a row")
        let code = unsafe pixels.withUnsafeMutableBufferPointer { pixels in
            unsafe cpng_next(decoder, pixels.baseAddress.map { unsafe $0 + place })
        }
        try check(code)
    }

    func finish() throws(ImageFault) {
        try check(unsafe cpng_finish(decoder))
    }

    private func check(_ code: Int32) throws(ImageFault) {
        guard code != CPNG_OK else { return }
        let reason =
            switch Int(code) {
            case CPNG_BAD_ADLER: ImageFault.badAdler32
            case CPNG_NO_MEMORY: ImageFault.outOfMemory
            default: ImageFault.decodeWarning
            }
        throw ImageFault(reason, unsafe String(cString: cpng_message(decoder)))
    }
}
