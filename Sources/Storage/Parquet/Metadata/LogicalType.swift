/// What a column's values mean (`LogicalType` of parquet.thrift).
public enum LogicalType: Sendable, Hashable {
    /// UTF-8 text.
    case string
    /// A group of keys and values.
    case map
    /// A group that holds a list.
    case list
    /// UTF-8 text out of few.
    case enumeration
    /// A whole number divided by ten to the power of `scale`.
    case decimal(precision: Int32, scale: Int32)
    /// Days since 1970-01-01.
    case date
    /// Time since midnight.
    case time(TimeUnit, isUTC: Bool)
    /// Time since 1970-01-01, in UTC or in a zone that is not stated.
    case timestamp(TimeUnit, isUTC: Bool)
    /// A whole number of fewer bits than it takes, or without a sign.
    case integer(bitWidth: Int8, isSigned: Bool)
    /// Every value is null.
    case null
    /// JSON text.
    case json
    /// BSON bytes.
    case bson
    /// 16 bytes, highest first.
    case uuid
    /// IEEE 754 in two bytes.
    case float16
    /// A meaning that is not known, by its number in parquet.thrift.
    case unknown(Int16)
}
