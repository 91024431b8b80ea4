import Records
import Sampling

/// Names that rows of a gallery share, by number.
struct GalleryNames {
    static let blockSize = 1000
    static let pageSize = 24

    private(set) var sources: [String] = []
    let capabilities = Capability.allCases.map(\.rawValue)
    private var sourcePlaces: [[UInt8]: Int] = [:]
    private var labels: Set<Int> = []

    init(_ rows: [GalleryRow]) {
        for row in rows {
            let bytes = Array(row.rate.source.utf8)
            if sourcePlaces[bytes] == nil {
                sourcePlaces[bytes] = sources.count
                sources.append(row.rate.source)
            }
            labels.insert(GalleryNames.label(row))
        }
    }

    /// Whether a row has the label of this number.
    func hasLabel(_ label: Int) -> Bool { labels.contains(label) }

    func source(_ row: GalleryRow) -> Int { sourcePlaces[Array(row.rate.source.utf8)] ?? 0 }

    static func label(_ row: GalleryRow) -> Int {
        Difficulty.allCases.firstIndex(of: row.rate.difficulty) ?? 0
    }

    /// The number of a row's capability; one more than there are where it has none.
    func capability(_ row: GalleryRow) -> Int {
        row.rate.capability.flatMap { capabilities.firstIndex(of: $0.rawValue) }
            ?? capabilities.count
    }

    /// What the script filters by, without reading a row: a digit a row for label and capability.
    func index(_ gallery: QuestionGallery) -> JSONValue {
        [
            "rows": .integer(gallery.rows.count), "block": .integer(GalleryNames.blockSize),
            "page": .integer(GalleryNames.pageSize),
            "labels": .array(Difficulty.allCases.map { .string($0.rawValue) }),
            "sources": .array(sources.map { .string(FaultRenderer.printable($0)) }),
            "capabilities": .array(capabilities.map { .string($0) }),
            "verdicts": .array(Verdict.allCases.map { .string(GalleryText.word($0)) }),
            "reasons": .array(LabelReason.allCases.map { .string(GalleryText.reason($0)) }),
            "label": .string(gallery.rows.map { "\(GalleryNames.label($0))" }.joined()),
            "capability": .string(gallery.rows.map { "\(capability($0))" }.joined()),
            "source": .array(gallery.rows.map { .integer(source($0)) }),
        ]
    }
}
