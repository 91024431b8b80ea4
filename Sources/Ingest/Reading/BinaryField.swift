import Storage

/// A value of a row that is bytes, which JSON cannot hold, such as a picture in Parquet.
struct BinaryField: Sendable, Equatable {
    /// Where it lies in the row, as in `["images", "0", "bytes"]`; the row's value has `null` there.
    var path: [String]
    /// The value.
    var bytes: ByteSlice
}
