import Records
import Sampling
import Storage

/// Chooses the questions of a gallery while they go by.
struct GalleryBuilder {
    private static let labels = Difficulty.allCases

    private let stage: String
    private let hasRows: Bool
    private var place = 0
    private var counts = [Int](repeating: 0, count: labels.count)
    private var pictured = [Int](repeating: 0, count: labels.count)
    private var rows = [[GalleryRow]](repeating: [], count: labels.count)

    init(_ sample: RunMaterial.Done, hasRows: Bool) {
        stage = sample.name
        self.hasRows = hasRows
    }

    /// Takes a question in.
    mutating func add(_ item: LabelledQuestions.Item) {
        let label = GalleryBuilder.labels.firstIndex(of: item.rate.difficulty) ?? 0
        counts[label] += 1
        if item.question?.pictures.isEmpty == false { pictured[label] += 1 }
        place += 1
        guard hasRows else { return }
        rows[label].append(GalleryRow(item, place: place - 1))
        // Which stay depends on their ids alone, not on where they stand.
        if rows[label].count >= 2 * QuestionGallery.mostRows {
            rows[label] = GalleryBuilder.chosen(rows[label], QuestionGallery.mostRows)
        }
    }

    /// The gallery.
    ///
    /// - Parameter shards: the folder of the shards with the pictures, if it is there.
    /// - Throws: a `Fault` if memory for pictures cannot be had; pictures that cannot be read are left out.
    func finished(shards: String?) throws(Fault) -> QuestionGallery {
        let listed = FairShare.of(counts, places: QuestionGallery.mostRows)
        let hasShards = shards != nil
        let shown = FairShare.of(
            zip(listed, pictured).map { hasShards ? min($0, $1) : 0 },
            places: QuestionGallery.mostPictures)
        var gallery = QuestionGallery(
            counts: section(listed, shown), rows: [], thumbnails: [])
        guard hasRows else { return gallery }
        var chosen: [(row: GalleryRow, hasPicture: Bool)] = []
        for label in rows.indices {
            var pictures = shown[label]
            for row in GalleryBuilder.chosen(rows[label], listed[label]) {
                let hasPicture = pictures > 0 && row.question?.pictures.isEmpty == false
                if hasPicture { pictures -= 1 }
                chosen.append((row, hasPicture))
            }
        }
        // Those with a picture come first: they are what one looks at.
        chosen.sort { left, right in
            left.hasPicture == right.hasPicture
                ? left.row.place < right.row.place : left.hasPicture
        }
        gallery.rows = chosen.map(\.row)
        let reader = shards.map { ShardReader(shardFolder: $0) }
        gallery.thumbnails = try Thumbnail.all(
            chosen.map { $0.hasPicture ? $0.row.question?.pictures.first : nil }, reader)
        return gallery
    }

    /// Those with the least keys.
    private static func chosen(_ rows: [GalleryRow], _ count: Int) -> [GalleryRow] {
        Array(rows.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.prefix(count))
    }

    private func section(_ listed: [Int], _ shown: [Int]) -> ReportSection {
        var table = ReportTable(
            "questions", "Questions listed",
            [
                .key("label", "label"), .init("questions", "questions"),
                .init("listed", "listed"), .init("pictures", "with picture"),
            ])
        for (place, label) in GalleryBuilder.labels.enumerated() where counts[place] > 0 {
            table.append([
                .text(label.rawValue), .count(counts[place]), .count(listed[place]),
                .count(shown[place]),
            ])
        }
        return ReportSection(
            "gallery", "Questions",
            sentences: [
                "Questions of stage \(stage) with the answers that were drawn, their verdicts and the "
                    + "reason of the label. Where there are more than can be listed, each label has "
                    + "the same number as far as it has so many; which questions is decided by a "
                    + "digest of their ids. Pictures are small copies."
            ],
            tables: [table])
    }
}
