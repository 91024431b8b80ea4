import Records
import Storage

/// The rows of a split in the order in which they are read, on the disk where there are many.
struct PlannedRows {
    /// The rows.
    private(set) var rows: SpilledArray<PlannedRow>
    /// The paths of their pictures: of each its length, as 32 bits, and its bytes.
    private var paths: SpilledArray<UInt8>
    /// How much there was when the file began.
    private var checkpoint = (rows: 0, paths: 0)

    /// No rows yet.
    init(in space: SpillSpace) {
        rows = SpilledArray(in: space)
        paths = SpilledArray(in: space)
    }

    /// Begins a file; what it gives can be forgotten.
    mutating func beginFile() { checkpoint = (rows.count, paths.count) }

    /// Forgets what the file gave.
    mutating func forgetFile() {
        rows.removeElements(from: checkpoint.rows)
        paths.removeElements(from: checkpoint.paths)
    }

    /// Adds a row and the pictures that it names.
    ///
    /// - Throws: a `Fault` where the disk refuses, or there are more rows than can be numbered.
    mutating func append(_ row: PlannedRow, _ pictures: PicturePaths = PicturePaths()) throws(Fault)
    {
        guard rows.count < Int(UInt32.max) else {
            throw Fault(
                .badInput, "a split has more than \(UInt32.max) rows", remedy: "make it two splits")
        }
        var row = row
        row.pictures = PlannedRow.Pictures(
            start: paths.count, inlineByteCount: pictures.inlineByteCount)
        var bytes: [UInt8] = []
        for path in pictures.paths {
            bytes.appendInteger(UInt32(clamping: path.utf8.count))
            bytes += path.utf8
        }
        row.pictures.count = bytes.count
        try paths.append(contentsOf: bytes)
        try rows.append(row)
    }

    /// The pictures that a row names.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    func pictures(_ place: PlannedRow.Pictures) throws(Fault) -> PicturePaths {
        let bytes = try paths.elements(in: place.start..<(place.start + place.count))
        var list = PicturePaths(inlineByteCount: place.inlineByteCount)
        var start = 0
        while start < bytes.count {
            let end = start + 4 + Int(bytes.integer(at: start, as: UInt32.self))
            list.paths.append(String(decoding: bytes[(start + 4)..<end], as: UTF8.self))
            start = end
        }
        return list
    }
}
