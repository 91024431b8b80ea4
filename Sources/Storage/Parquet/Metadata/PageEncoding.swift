/// How values or levels lie in a page (`Encoding` of parquet.thrift).
public struct PageEncoding: RawRepresentable, Hashable, Sendable {
    /// The number in the file; it may be of an encoding that nobody knows yet.
    public let rawValue: Int32

    /// An encoding by its number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// One value after the other.
    public static let plain = PageEncoding(rawValue: 0)
    /// Places in a dictionary, as format 1 names it.
    public static let plainDictionary = PageEncoding(rawValue: 2)
    /// Runs and packed bits.
    public static let rle = PageEncoding(rawValue: 3)
    /// Packed bits, highest first; levels of old files.
    public static let bitPacked = PageEncoding(rawValue: 4)
    /// Differences of whole numbers.
    public static let deltaBinaryPacked = PageEncoding(rawValue: 5)
    /// Lengths as differences, then the bytes.
    public static let deltaLengthByteArray = PageEncoding(rawValue: 6)
    /// What a value shares with the one before, then the rest.
    public static let deltaByteArray = PageEncoding(rawValue: 7)
    /// Places in a dictionary.
    public static let rleDictionary = PageEncoding(rawValue: 8)
    /// First bytes of all values, then their second bytes, and so on.
    public static let byteStreamSplit = PageEncoding(rawValue: 9)

    private static let names = [
        "PLAIN", "GROUP_VAR_INT", "PLAIN_DICTIONARY", "RLE", "BIT_PACKED", "DELTA_BINARY_PACKED",
        "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY", "RLE_DICTIONARY", "BYTE_STREAM_SPLIT",
    ]
}

extension PageEncoding: CustomStringConvertible {
    /// The encoding's name in parquet.thrift.
    public var description: String {
        PageEncoding.names.indices.contains(Int(rawValue))
            ? PageEncoding.names[Int(rawValue)] : "encoding \(rawValue)"
    }
}
