/// One picture of a GIF.
struct GIFFrame {
    private(set) var x = 0
    private(set) var y = 0
    private(set) var width = 0
    private(set) var height = 0
    /// Where its colours lie in the file.
    private var palette = 0..<0
    /// The colour that is no colour.
    private let clearIndex: Int?
    private var isInterlaced = false
    private var codeSize = 0
    private var data = 0..<0

    /// A picture with the file's colours.
    init(palette: Range<Int> = 0..<0, clearIndex: Int? = nil) {
        self.palette = palette
        self.clearIndex = clearIndex
    }

    /// Reads the picture's header after its mark, and passes over its pixels.
    mutating func read(
        _ bytes: RawSpan, _ place: inout Int, isFirst: Bool
    ) throws(ImageFault) {
        guard bytes.byteCount - place >= 10 else {
            place = bytes.byteCount
            if isFirst { throw GIFFile.cut }
            return
        }
        (x, y) = (bytes.little16(place), bytes.little16(place + 2))
        (width, height) = (bytes.little16(place + 4), bytes.little16(place + 6))
        let flags = bytes[place + 8]
        isInterlaced = flags & 0x40 != 0
        place += 9
        let own = GIFFile.palette(flags: flags, at: &place)
        if !own.isEmpty { palette = own }
        guard place < bytes.byteCount else {
            if isFirst { throw GIFFile.cut }
            return
        }
        codeSize = Int(bytes[place])
        place += 1
        let start = place
        try GIFFile.skipBlocks(bytes, &place, isFirst: isFirst)
        data = start..<min(place, bytes.byteCount)
    }

    /// Decodes the picture and lays it on others' pixels.
    func paint(
        _ bytes: RawSpan, on pixels: inout [UInt8], width canvasWidth: Int
    ) throws(ImageFault) {
        var decoder = try LZWDecoder(codeSize: codeSize)
        let indexes = try decoder.decode(blocks: bytes.extracting(data), count: width * height)
        let colours = bytes.copy(palette)
        for (row, line) in lines.enumerated() {
            for column in 0..<width {
                let index = Int(indexes[row * width + column])
                guard index != clearIndex else { continue }
                let place = ((y + line) * canvasWidth + x + column) * 3
                // An index beyond the colours is black, as for Pillow.
                for channel in 0..<3 {
                    let colour = index * 3 + channel
                    pixels[place + channel] = colour < colours.count ? colours[colour] : 0
                }
            }
        }
    }

    /// The line of the picture that each line of the file is.
    private var lines: [Int] {
        guard isInterlaced else { return Array(0..<height) }
        return [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { first, step in
            Array(stride(from: first, to: height, by: step))
        }
    }
}
