/// A data page that is being read.
struct DataPage {
    var repetition: LevelDecoder
    var definition: LevelDecoder
    var values: any ValueDecoder
    /// How many entries are left: values, nulls and the placeholders of empty lists.
    var left: Int

    /// A page without entries.
    static func empty() -> DataPage {
        DataPage(repetition: .none, definition: .none, values: NoValuesDecoder(), left: 0)
    }
}
