import Records
import Storage

/// The rows of a split of files, gathered by their pictures. Where there are many, they lie on the
/// disk: 32 bytes a row and 64 a group.
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
    /// Stands for the content of the rows that cannot become questions.
    let refusedContent: Key128
    /// Where the pictures lie.
    let pictures: PictureSource
}
