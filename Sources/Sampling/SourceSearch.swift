/// Finds a data set among some that are sorted by the bytes of their names: names of different bytes may
/// be equal as text.
enum SourceSearch {
    /// Where a name is, or where it belongs.
    ///
    /// - Parameter name: the name at a place.
    static func place(
        of source: String, among count: Int, name: (Int) -> String
    ) -> (place: Int, isThere: Bool) {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if name(middle).utf8.lexicographicallyPrecedes(source.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return (low, low < count && name(low).utf8.elementsEqual(source.utf8))
    }
}
