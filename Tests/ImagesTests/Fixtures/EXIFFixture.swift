/// Makes EXIF data, tag by tag.
struct EXIFFixture {
    var isLittle = true
    /// The tag, type, count and value of each entry.
    var entries: [(tag: Int, type: Int, count: Int, value: Int)] = []
    /// Where the directory is said to begin.
    var start = 8
    /// What follows the directory.
    var tail: [UInt8] = []
    /// Entries more than there are.
    var surplusEntries = 0

    init() {}

    /// One that says how the picture is turned.
    init(orientation: Int, isLittle: Bool = true) {
        self.isLittle = isLittle
        entries = [(0x0112, 3, 1, orientation)]
    }

    /// One with a directory of positions that has these tags.
    static func position(tags: [Int]) -> EXIFFixture {
        var fixture = EXIFFixture()
        let place = 8 + 2 + 12 + 4
        fixture.entries = [(0x8825, 4, 1, place)]
        fixture.tail = fixture.number(tags.count, 2)
        for tag in tags {
            fixture.tail += fixture.number(tag, 2) + [UInt8](repeating: 0, count: 10)
        }
        return fixture
    }

    /// From the TIFF header on.
    var bytes: [UInt8] {
        var data: [UInt8] = isLittle ? Array("II*\0".utf8) : Array("MM\0*".utf8)
        data += number(start, 4) + number(entries.count + surplusEntries, 2)
        for entry in entries {
            data += number(entry.tag, 2) + number(entry.type, 2) + number(entry.count, 4)
            data +=
                entry.type == 3
                ? number(entry.value, 2) + [0, 0] : number(entry.value, 4)
        }
        return data + [0, 0, 0, 0] + tail
    }

    /// The segment of a JPEG.
    var segment: [UInt8] {
        let data = Array("Exif\0\0".utf8) + bytes
        return [0xFF, 0xE1, UInt8((data.count + 2) >> 8), UInt8((data.count + 2) & 255)] + data
    }

    private func number(_ value: Int, _ count: Int) -> [UInt8] {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return isLittle ? bytes : bytes.reversed()
    }
}
