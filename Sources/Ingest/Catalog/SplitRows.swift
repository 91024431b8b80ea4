/// The rows of a split of files, gathered by their pictures: under 100 bytes a row, whatever the rows
/// hold, and twice that while they are gathered.
struct SplitRows: Sendable {
    /// The annotation files, in order.
    let files: [SplitFile]
    /// How many rows of the split come before each file's.
    let firstRows: [Int]
    /// The rows that are questions so far, group by group.
    let rows: [CatalogRow]
    /// The groups, in the order in which their pictures first appear.
    let groups: [CatalogGroup]
    /// The rows that cannot become questions, in order.
    let refused: [CatalogRow]
    /// Stands for the content of the rows that cannot become questions.
    let refusedContent: Key128
    /// Where the pictures lie.
    let pictures: PictureSource
}
