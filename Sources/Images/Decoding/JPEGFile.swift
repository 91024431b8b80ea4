/// The markers of a JPEG file (ITU-T T.81).
enum JPEGFile {
    /// Width and height from the frame header.
    static func header(_ bytes: [UInt8]) throws(ImageFault) -> (width: Int, height: Int) {
        var position = 2
        while true {
            // A marker is FF and a byte; any number of FF may come before it.
            guard position < bytes.count else { throw cut }
            guard bytes[position] == 0xFF else {
                throw ImageFault(
                    position == 2 ? ImageFault.notRecognised : ImageFault.corrupt,
                    "there is no JPEG marker at \(position)")
            }
            while position < bytes.count, bytes[position] == 0xFF { position += 1 }
            guard position < bytes.count else { throw cut }
            let marker = bytes[position]
            position += 1
            switch marker {
            // Markers without a length.
            case 0x01, 0xD0...0xD7: continue
            case 0xD8:
                throw ImageFault(ImageFault.corrupt, "a second picture begins inside the header")
            case 0xD9, 0xDA:
                throw ImageFault(ImageFault.badHeader, "the pixels begin without a frame header")
            default: break
            }
            guard bytes.count - position >= 2 else { throw cut }
            let length = number(bytes, at: position)
            guard length >= 2 else {
                throw ImageFault(
                    ImageFault.badHeader, "the segment at \(position) has a length of \(length)")
            }
            guard length <= bytes.count - position else { throw cut }
            // Frame headers are C0 to CF, less three tables that lie among them.
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                return try frame(marker, bytes[position..<(position + length)])
            }
            position += length
        }
    }

    private static func frame(
        _ marker: UInt8, _ segment: ArraySlice<UInt8>
    ) throws(ImageFault) -> (width: Int, height: Int) {
        guard marker <= 0xC2 else {
            throw ImageFault(
                ImageFault.unsupported,
                "a JPEG of process \(marker - 0xC0); baseline and progressive are read")
        }
        let data = Array(segment)
        guard data.count >= 8 else {
            throw ImageFault(ImageFault.badHeader, "the frame header has \(data.count) bytes")
        }
        guard data[2] == 8 else {
            throw ImageFault(ImageFault.unsupported, "\(data[2]) bits a sample; 8 are read")
        }
        let height = number(data, at: 3)
        let width = number(data, at: 5)
        guard width > 0, height > 0 else {
            throw ImageFault(ImageFault.badHeader, "\(width)x\(height) pixels cannot be")
        }
        return (width, height)
    }

    private static var cut: ImageFault {
        ImageFault(ImageFault.truncated, "the file ends inside its header")
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
        Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
    }
}
