internal import CPNG

/// The chunks of a PNG file (ISO/IEC 15948).
enum PNGFile {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The most bytes that a compressed text or a colour profile may have: what Pillow, with which
    /// trainers open pictures, accepts.
    private static let maximumText = 1 << 20

    /// Width and height, after a check of the whole header chunk.
    static func header(_ bytes: [UInt8]) throws(ImageFault) -> (width: Int, height: Int) {
        guard bytes.count >= 33 else {
            throw ImageFault(ImageFault.truncated, "the file ends inside its header")
        }
        guard bytes[8..<16].elementsEqual([0, 0, 0, 13] + "IHDR".utf8) else {
            throw ImageFault(ImageFault.badHeader, "the first chunk is not a header of 13 bytes")
        }
        let width = number(bytes, at: 16)
        let height = number(bytes, at: 20)
        guard (1...0x7FFF_FFFF).contains(width), (1...0x7FFF_FFFF).contains(height) else {
            throw ImageFault(ImageFault.badHeader, "\(width)x\(height) pixels cannot be")
        }
        let depth = bytes[24]
        let allowed: [UInt8] =
            switch bytes[25] {
            case 0: [1, 2, 4, 8, 16]
            case 3: [1, 2, 4, 8]
            case 2, 4, 6: [8, 16]
            default: []
            }
        guard allowed.contains(depth) else {
            throw ImageFault(
                ImageFault.badHeader, "\(depth) bits a sample with colour type \(bytes[25])")
        }
        guard bytes[26] == 0, bytes[27] == 0, bytes[28] <= 1 else {
            throw ImageFault(ImageFault.badHeader, "an unknown compression, filter or interlace")
        }
        return (width, height)
    }

    /// Checks every chunk up to the end mark: lengths, checksums, and what text inflates to.
    static func checkChunks(_ bytes: [UInt8]) throws(ImageFault) {
        var start = signature.count
        var hasPixels = false
        while true {
            guard bytes.count - start >= 12 else {
                throw ImageFault(ImageFault.truncated, "the file ends before its end mark")
            }
            let count = number(bytes, at: start)
            let type = Array(bytes[(start + 4)..<(start + 8)])
            let name = String(decoding: type, as: UTF8.self)
            guard count <= bytes.count - start - 12 else {
                throw ImageFault(
                    ImageFault.truncated,
                    "the chunk \(name) at \(start) has \(count) bytes, more than are left")
            }
            let data = (start + 8)..<(start + 8 + count)
            let sum = unsafe bytes.withUnsafeBufferPointer { all in
                unsafe cpng_crc(all.baseAddress.map { unsafe $0 + start + 4 }, count + 4)
            }
            guard Int(sum) == number(bytes, at: data.upperBound) else {
                throw ImageFault(
                    ImageFault.corrupt, "the chunk \(name) at \(start) has a wrong checksum")
            }
            if let text = compressedText(name, bytes[data]), inflatesTooFar(bytes[text]) {
                throw ImageFault(
                    ImageFault.metadataBomb,
                    "the chunk \(name) inflates to more than \(maximumText) bytes")
            }
            if name == "IDAT" { hasPixels = true }
            start = data.upperBound + 4
            if name == "IEND" { break }
        }
        guard hasPixels else {
            throw ImageFault(ImageFault.corrupt, "the file holds no pixels")
        }
    }

    /// Where the compressed part of a text or profile chunk lies.
    private static func compressedText(_ name: String, _ data: ArraySlice<UInt8>) -> Range<Int>? {
        guard ["zTXt", "iCCP", "iTXt"].contains(name), let end = data.firstIndex(of: 0) else {
            return nil
        }
        guard name == "iTXt" else {
            // A keyword, its NUL, the method, the stream.
            return min(end + 2, data.endIndex)..<data.endIndex
        }
        // A keyword, its NUL, whether it is compressed, the method, two more texts with their NULs.
        guard data.endIndex - end > 3, data[end + 1] == 1,
            let language = data[(end + 3)...].firstIndex(of: 0),
            let title = data[(language + 1)...].firstIndex(of: 0)
        else { return nil }
        return (title + 1)..<data.endIndex
    }

    private static func inflatesTooFar(_ stream: ArraySlice<UInt8>) -> Bool {
        unsafe stream.withUnsafeBufferPointer { stream in
            unsafe cpng_inflates_beyond(stream.baseAddress, stream.count, maximumText) != 0
        }
    }

    /// A number of 32 bits, highest byte first.
    private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
        bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
}
