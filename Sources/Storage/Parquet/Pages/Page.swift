/// A page as it lies in the file.
struct Page {
    var header: PageHeader
    /// Where the header starts.
    var offset: Int
    /// The levels and the values, compressed or not.
    var body: ByteSlice
}
