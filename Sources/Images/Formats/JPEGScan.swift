/// Follows every code of a baseline JPEG's only scan without transforming a pixel: several times as
/// fast as decoding, and stricter than libjpeg, which passes over codes that do not exist, blocks of
/// more than 64 numbers and brightness beyond what 8 bits can have.
///
/// Whatever is unusual (several scans, progressive, other sampling, bytes before a marker) is left to
/// libjpeg.
struct JPEGScan {
    /// What following the codes showed.
    enum Outcome {
        /// All is there.
        case clean(Finding)
        /// It is broken, in this way.
        case damaged(String)
        /// libjpeg must say.
        case unsure
    }

    /// What a whole picture showed.
    struct Finding {
        /// Whether all pixels have one colour.
        var isFlat: Bool
        /// Its brightness, if wanted.
        var grid: GreyGrid?
        /// Where the end mark ends.
        var end: Int
    }

    private struct Component {
        var id: UInt8
        var across: Int
        var down: Int
        var quantization: Int
        var firstTable = 0
        var otherTable = 0
        var flatValue: Int?
    }

    private var codes = JPEGCodes()
    private var components: [Component] = []
    private var quantizers = [Int](repeating: 0, count: 4)
    private var restartInterval = 0
    private var bits = JPEGBits(at: 0)
    private var isFlat = true
    private let header: JPEGHeader

    private init(_ header: JPEGHeader) { self.header = header }

    /// Follows the codes.
    ///
    /// - Parameter wantsGrid: whether to keep the brightness of each block.
    static func run(
        _ bytes: RawSpan, _ header: JPEGHeader, wantsGrid: Bool
    ) throws(ImageFault) -> Outcome {
        guard !header.isProgressive, header.componentCount != 4 else { return .unsure }
        var scan = JPEGScan(header)
        guard try scan.prepare(bytes) else { return .unsure }
        let codes = scan.codes
        return unsafe codes.withTables { unsafe scan.follow(bytes, $0, wantsGrid: wantsGrid) }
    }

    /// Reads the tables. Returns false where libjpeg must decide.
    private mutating func prepare(_ bytes: RawSpan) throws(ImageFault) -> Bool {
        var segments = JPEGSegments()
        var definitions: [[UInt8]] = []
        while let segment = try segments.next(bytes) {
            let data = bytes.extracting(segment.data)
            switch segment.marker {
            case 0xC0, 0xC1: guard read(frame: data) else { return false }
            case 0xC4: definitions.append(unsafe data.withUnsafeBytes { unsafe Array($0) })
            case 0xDB: guard read(quantizers: data) else { return false }
            case 0xDD:
                guard data.byteCount == 2 else { return false }
                restartInterval = data.big16(0)
            case 0xDA:
                guard
                    let known = JPEGCodeCache.codes(
                        of: definitions, for: bytes.byteCount - segment.data.upperBound)
                else { return false }
                codes = known
                bits = JPEGBits(at: segment.data.upperBound)
                return read(scan: data)
            default: break
            }
        }
        return false
    }

    private mutating func read(frame data: RawSpan) -> Bool {
        guard data.byteCount == 6 + 3 * header.componentCount else { return false }
        for index in 0..<header.componentCount {
            let place = 6 + index * 3
            let (across, down) = (Int(data[place + 1] >> 4), Int(data[place + 1] & 15))
            guard (1...4).contains(across), (1...4).contains(down), data[place + 2] < 4
            else { return false }
            components.append(
                Component(
                    id: data[place], across: across, down: down,
                    quantization: Int(data[place + 2])))
        }
        // The brightness has the most samples, and all colours as many as divide them.
        return components.allSatisfy {
            components[0].across % $0.across == 0 && components[0].down % $0.down == 0
        } && components.reduce(0) { $0 + $1.across * $1.down } <= 10
    }

    private mutating func read(quantizers data: RawSpan) -> Bool {
        var place = 0
        while place < data.byteCount {
            let isWide = data[place] >> 4 == 1
            guard data[place] >> 4 <= 1, data[place] & 15 < 4,
                data.byteCount - place > (isWide ? 128 : 64)
            else { return false }
            quantizers[Int(data[place] & 3)] =
                isWide ? data.big16(place + 1) : Int(data[place + 1])
            place += isWide ? 129 : 65
        }
        return true
    }

    private mutating func read(scan data: RawSpan) -> Bool {
        let count = components.count
        guard count > 0, data.byteCount == 4 + 2 * count, Int(data[0]) == count,
            data[1 + 2 * count] == 0, data[2 + 2 * count] == 63, data[3 + 2 * count] == 0
        else { return false }
        for index in 0..<count {
            let tables = data[2 + 2 * index]
            guard data[1 + 2 * index] == components[index].id, tables & 0xCC == 0
            else { return false }
            components[index].firstTable = Int(tables >> 4)
            components[index].otherTable = Int(tables & 3) + 4
            guard codes.has(components[index].firstTable), codes.has(components[index].otherTable),
                quantizers[components[index].quantization] > 0
            else { return false }
        }
        // A scan of one component has no larger units than blocks.
        if count == 1 { (components[0].across, components[0].down) = (1, 1) }
        return true
    }

    private mutating func follow(
        _ bytes: RawSpan, _ tables: JPEGTables, wantsGrid: Bool
    ) -> Outcome {
        let (unitWidth, unitHeight) = (components[0].across * 8, components[0].down * 8)
        let columns = (header.width + unitWidth - 1) / unitWidth
        let rows = (header.height + unitHeight - 1) / unitHeight
        let units = units
        let blockStride = columns * components[0].across
        let blockRows = rows * components[0].down
        var blocks = [UInt8](repeating: 0, count: wantsGrid ? blockStride * blockRows : 0)
        // Kept apart from `self`, so that they stay in registers.
        var bits = bits
        var previous: InlineArray<4, Int> = .init(repeating: 0)
        var untilRestart = restartInterval
        var restart: UInt8 = 0
        for row in 0..<rows {
            for column in 0..<columns {
                if restartInterval > 0 {
                    if untilRestart == 0 {
                        guard bits.take(marker: 0xD0 + restart, bytes) else { return .unsure }
                        previous = .init(repeating: 0)
                        restart = (restart + 1) & 7
                        untilRestart = restartInterval
                    }
                    untilRestart -= 1
                }
                for unit in units {
                    let block = unsafe tables.follow(unit.tables, &bits, bytes)
                    let value = previous[unit.component] + block.difference
                    previous[unit.component] = value
                    guard block.isWhole, abs(value) <= JPEGScan.largestValue else {
                        return bits.isExhausted
                            ? .unsure
                            : .damaged("the pixels hold a code that cannot be, by \(bits.place)")
                    }
                    if isFlat { look(at: value, unit.component, isAlone: block.isAlone) }
                    if wantsGrid, unit.component == 0 {
                        let place =
                            (row * components[0].down + unit.y) * blockStride
                            + column * components[0].across + unit.x
                        let light = value * quantizers[components[0].quantization]
                        blocks[place] = UInt8(clamping: (light + 4) >> 3 + 128)
                    }
                }
                if bits.isExhausted { return .unsure }
            }
        }
        guard bits.take(marker: 0xD9, bytes) else { return .unsure }
        var finding = Finding(isFlat: isFlat, end: bits.place)
        if wantsGrid {
            finding.grid = GreyGrid(
                width: header.width, height: header.height, blocks: blocks, stride: blockStride)
        }
        return .clean(finding)
    }

    /// 8 bits give at most half of this; libjpeg's own arithmetic overflows far beyond.
    private static let largestValue = 2047

    /// A block of a unit: whose it is, and where it lies among the blocks of its component.
    private struct Unit {
        var component: Int
        var tables: JPEGTables.Choice
        var x: Int
        var y: Int
    }

    /// The blocks that come together.
    private var units: [Unit] {
        components.indices.flatMap { index in
            let component = components[index]
            let tables = JPEGTables.Choice(
                first: component.firstTable, other: component.otherTable)
            return (0..<component.down).flatMap { y in
                (0..<component.across).map { x in
                    Unit(component: index, tables: tables, x: x, y: y)
                }
            }
        }
    }

    private mutating func look(at value: Int, _ index: Int, isAlone: Bool) {
        if let flat = components[index].flatValue {
            isFlat = isAlone && flat == value
        } else {
            components[index].flatValue = value
            isFlat = isAlone
        }
    }
}
