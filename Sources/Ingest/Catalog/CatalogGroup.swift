import Records

/// The rows about one list of pictures: what becomes one sample of a shard.
struct CatalogGroup: BitwiseCopyable, Sendable, Hashable {
    /// The first of its rows in the split's list.
    var first: UInt32 = 0
    /// How many rows it has.
    var count: UInt32 = 0
    /// How many bytes its pictures have, as far as can be told without reading them.
    var byteCount: Int
    /// What its pictures are called; decides where shards may end.
    var name: Key128
    /// Stands for the content of its pictures.
    var pictures: Key128
    /// Stands for the files of its pictures as they were when they were looked at.
    var stamp = FileStamp()
    /// Stands for the content of its rows, in order.
    var content: Key128 = .zero

    /// The places of its rows in the split's list.
    var rows: Range<Int> { Int(first)..<(Int(first) + Int(count)) }
}
