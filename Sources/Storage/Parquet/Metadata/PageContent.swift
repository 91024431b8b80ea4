/// The kinds of page (`PageType` of parquet.thrift), with what the header says of each.
enum PageContent: Equatable {
    /// Levels and values, compressed together.
    case data(DataPageHeader)
    /// The values that data pages name by their place.
    case dictionary(DictionaryPageHeader)
    /// Levels, then values that alone are compressed.
    case data2(DataPageHeader2)
    /// An index page, which nobody writes, or a kind that is not known.
    case other(Int32)

    /// The number in parquet.thrift.
    var type: Int32 {
        switch self {
        case .data: 0
        case .dictionary: 2
        case .data2: 3
        case .other(let type): type
        }
    }
}
