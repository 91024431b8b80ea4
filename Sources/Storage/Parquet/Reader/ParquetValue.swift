/// A value of a row. Texts and bytes are slices: of the file's map where the column is not
/// compressed, of the decompressed page otherwise.
public enum ParquetValue: Sendable {
    /// No value.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case int(Int64)
    /// A whole number of a column without signs.
    case uint(UInt64)
    /// A number of two or four bytes.
    case float(Float)
    /// A number of eight bytes.
    case double(Double)
    /// UTF-8, checked.
    case string(ByteSlice)
    /// Bytes of no stated meaning.
    case bytes(ByteSlice)
    /// A decimal number: digits, as many after the point as the column's scale.
    case decimal(String)
    /// A date (`2024-02-29`), a time (`13:30:00.250`), a timestamp (`2024-02-29T13:30:00.250Z`, with
    /// the `Z` where the column is in UTC; as many digits of a second as the column's unit has), or
    /// a UUID.
    case text(String)
    /// The elements of a list; a map is a list of objects of `key` and `value`.
    case list([ParquetValue])
    /// The fields of a struct, in the order of the schema.
    case object(names: [String], values: [ParquetValue])
    /// A text whose bytes are not UTF-8.
    case invalidText(ByteSlice)
    /// A value that is larger than the limits allow: so many bytes, or so many elements.
    case tooLarge(Int)

    /// The field of a struct with this name, or nothing.
    public subscript(name: String) -> ParquetValue? {
        guard case .object(let names, let values) = self,
            let place = names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) })
        else { return nil }
        return values[place]
    }
}
