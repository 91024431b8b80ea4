/// What a picture's EXIF says that matters here: a TIFF directory (CIPA DC-008) of tagged values.
/// Nothing is allocated, and every offset is checked.
struct EXIF {
    /// Whether there are any data.
    private(set) var isPresent = false
    /// How the picture is turned, 1 to 8; 1 where nothing valid is said.
    private(set) var orientation = 1
    /// Whether there is a position on Earth.
    private(set) var hasPosition = false
    /// Whether the data cannot be read, or names an orientation that does not exist.
    private(set) var isDamaged = false

    private static let orientationTag = 0x0112
    private static let positionTag = 0x8825

    /// Nothing is said.
    init() {}

    /// Reads the data from the TIFF header on.
    init(_ data: RawSpan) {
        isPresent = true
        guard data.byteCount >= 8, data.holds("II*\0") || data.holds("MM\0*") else {
            isDamaged = true
            return
        }
        let isLittle = data[0] == 0x49
        let start = isLittle ? data.little32(4) : data.big32(4)
        guard start >= 8, start <= data.byteCount - 2 else {
            isDamaged = true
            return
        }
        let count = isLittle ? data.little16(start) : data.big16(start)
        let available = (data.byteCount - start - 2) / 12
        if count > available { isDamaged = true }
        for entry in 0..<min(count, available) {
            read(data, start + 2 + entry * 12, isLittle)
        }
    }

    private mutating func read(_ data: RawSpan, _ place: Int, _ isLittle: Bool) {
        func short(_ place: Int) -> Int {
            isLittle ? data.little16(place) : data.big16(place)
        }
        func long(_ place: Int) -> Int { isLittle ? data.little32(place) : data.big32(place) }
        switch short(place) {
        case EXIF.orientationTag:
            let type = short(place + 2)
            let value = type == 3 ? short(place + 8) : type == 4 ? long(place + 8) : -1
            switch value {
            case 1...8: orientation = value
            // Cameras that do not know write 0.
            case 0: orientation = 1
            default: isDamaged = true
            }
        case EXIF.positionTag:
            // A directory of its own. One that cannot be read may still hold a position.
            let directory = long(place + 8)
            guard directory <= data.byteCount - 2 else {
                hasPosition = true
                return
            }
            // Tag 0, the version, stands there with and without a position.
            let count = min(short(directory), (data.byteCount - directory - 2) / 12)
            for entry in 0..<count where short(directory + 2 + entry * 12) != 0 {
                hasPosition = true
            }
        default: break
        }
    }
}
