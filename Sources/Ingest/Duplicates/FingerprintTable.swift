/// The fingerprints of many rows, by column: about 64 bytes a row and its picture, and 512 for a
/// signature.
struct FingerprintTable {
    /// The data set and the split of a row.
    struct Group: Hashable {
        var dataset: String
        var split: String
    }

    /// The groups that rows are of, in the order they came.
    private(set) var groups: [Group] = []
    /// The group of each row.
    private(set) var groupOf: [UInt16] = []
    private(set) var questions: [UInt64] = []
    private(set) var answers: [UInt64] = []
    /// All pictures of all rows, in order.
    private(set) var pictures: [UInt128] = []
    /// Their perceptual hashes; 0 where a row has none.
    private(set) var perceptualHashes: [UInt64] = []
    /// Whether a row has perceptual hashes.
    private(set) var hasPerceptual: [Bool] = []
    /// All signatures; all ones where a row has none.
    private(set) var signatures: [UInt32] = []

    /// The number of each row among all rows that came, also those that were left out.
    private(set) var numbers: [Int] = []
    /// How many rows came, also those that were left out.
    private(set) var totalCount = 0

    private var pictureEnds: [UInt32] = []
    private var ids: [UInt8] = []
    private var idEnds: [Int] = []
    private let keepsSignatures: Bool

    /// No rows yet.
    init(keepsSignatures: Bool) { self.keepsSignatures = keepsSignatures }

    /// How many rows there are.
    var count: Int { questions.count }

    /// Adds rows.
    ///
    /// - Parameter kept: the places of the rows that are of use; nothing where all are.
    /// - Returns: whether there was room: rows and pictures are counted in 32 bits, groups in 16.
    mutating func append(_ file: FingerprintFile, rows kept: [Int]? = nil) -> Bool {
        let limit = Int(UInt32.max) - 1
        let group = Group(dataset: file.dataset, split: file.split)
        var place = groups.lastIndex(of: group)
        if place == nil {
            groups.append(group)
            place = groups.count - 1
        }
        guard let place, place <= UInt16.max, file.rows.count <= limit - count else { return false }
        for index in kept ?? Array(file.rows.indices) {
            let row = file.rows[index]
            numbers.append(totalCount + index)
            guard row.pictures.count <= limit - pictures.count else { return false }
            groupOf.append(UInt16(place))
            questions.append(row.question)
            answers.append(row.answer)
            pictures += row.pictures
            hasPerceptual.append(!row.perceptualHashes.isEmpty)
            perceptualHashes +=
                row.perceptualHashes.isEmpty
                ? [UInt64](repeating: 0, count: row.pictures.count) : row.perceptualHashes
            pictureEnds.append(UInt32(pictures.count))
            ids += row.id.utf8
            idEnds.append(ids.count)
            if keepsSignatures {
                signatures +=
                    row.signature.isEmpty
                    ? [UInt32](repeating: .max, count: MinHash.count) : row.signature
            }
        }
        totalCount += file.rows.count
        return true
    }

    /// Where a row's pictures lie.
    func pictures(of row: Int) -> Range<Int> {
        (row == 0 ? 0 : Int(pictureEnds[row - 1]))..<Int(pictureEnds[row])
    }

    /// Whether two rows of two tables have the same pictures in the same order.
    func hasPictures(of row: Int, as other: Int, in table: FingerprintTable) -> Bool {
        let (own, others) = (pictures(of: row), table.pictures(of: other))
        guard own.count == others.count else { return false }
        for offset in 0..<own.count
        where pictures[own.lowerBound + offset] != table.pictures[others.lowerBound + offset] {
            return false
        }
        return true
    }

    /// A hash of a row's pictures in their order.
    func pictureHash(of row: Int) -> UInt64 {
        var hash = KeyHash.start
        for index in pictures(of: row) { hash = KeyHash.mix(hash, pictures[index]) }
        return hash
    }

    /// Which row it is, by name.
    func reference(of row: Int) -> RowReference {
        let group = groups[Int(groupOf[row])]
        let start = row == 0 ? 0 : idEnds[row - 1]
        return RowReference(
            dataset: group.dataset, split: group.split,
            id: String(decoding: ids[start..<idEnds[row]], as: UTF8.self))
    }
}
