import Records
import Storage

/// The rows of a split of files, gathered by their pictures. Where there are many, they lie on the
/// disk: 32 bytes a row and 72 a group.
struct SplitRows: Sendable {
    /// The annotation files, in order.
    let files: [SplitFile]
    /// How many rows of the split come before each file's.
    let firstRows: [Int]
    /// The rows that are questions so far, group by group.
    let rows: SpilledArray<CatalogRow>
    /// The groups, in the order in which their pictures first appear.
    let groups: SpilledArray<CatalogGroup>
    /// The rows that cannot become questions, in order.
    let refused: SpilledArray<CatalogRow>
    /// For each of those the row that had its id before; the row itself where there is none in these
    /// files.
    let firsts: SpilledArray<CatalogRow>
    /// Stands for the content of the rows that cannot become questions.
    let refusedContent: Key128
    /// Where the pictures lie.
    let pictures: PictureSource

    /// Makes sure that the files of some rows, and an archive of pictures, are as they were when they
    /// were opened. The pictures of a folder are looked at as they are read.
    ///
    /// - Parameters:
    ///   - read: the rows.
    ///   - range: which of them; all, if nothing is given.
    /// - Throws: a `Fault` of code `tryAgain` where one is not, and a `Fault` where the disk refuses.
    func checkUnchanged(
        _ read: SpilledArray<CatalogRow>, in range: Range<Int>? = nil
    ) throws(Fault) {
        var isChecked = [Bool](repeating: false, count: files.count)
        try read.forEach(in: range) { row throws(Fault) in
            let place = row.place
            guard files[place.fileIndex].hasRowFiles || !isChecked[place.fileIndex] else { return }
            try files[place.fileIndex].checkUnchanged(place)
            isChecked[place.fileIndex] = true
        }
        try pictures.checkUnchanged()
    }
}
