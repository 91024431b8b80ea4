/// How a column's values lie in the file (`Type` of parquet.thrift).
public enum PhysicalType: Int32, Sendable {
    /// One bit.
    case boolean = 0
    /// Four bytes.
    case int32 = 1
    /// Eight bytes.
    case int64 = 2
    /// Twelve bytes: nanoseconds of a Julian day, then the day. Deprecated.
    case int96 = 3
    /// Four bytes, IEEE 754.
    case float = 4
    /// Eight bytes, IEEE 754.
    case double = 5
    /// Bytes behind their length.
    case byteArray = 6
    /// Bytes of a length that the schema states.
    case fixedLengthByteArray = 7
}
