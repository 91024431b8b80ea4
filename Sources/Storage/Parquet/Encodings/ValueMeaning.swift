/// What the values of a leaf become.
enum ValueMeaning: Equatable {
    case null
    case bool
    case int
    /// A whole number without a sign, of so many bits.
    case uint(bitWidth: Int)
    case float16
    case float
    case double
    case string
    case bytes
    case decimal(scale: Int)
    case date
    case time(TimeUnit)
    case timestamp(TimeUnit, isUTC: Bool)
    /// Nanoseconds of a Julian day, then the day.
    case julianTimestamp
    case uuid

    /// The meaning of a leaf. A logical type that does not go with the physical type is ignored.
    init(_ physical: PhysicalType, byteCount: Int?, _ logical: LogicalType?) {
        switch (physical, logical) {
        case (_, .null?): self = .null
        case (.boolean, _): self = .bool
        case (.float, _): self = .float
        case (.double, _): self = .double
        case (.int96, _): self = .julianTimestamp
        case (.byteArray, .string?), (.byteArray, .enumeration?), (.byteArray, .json?):
            self = .string
        case (.byteArray, .decimal(_, let scale)?),
            (.fixedLengthByteArray, .decimal(_, let scale)?),
            (.int32, .decimal(_, let scale)?), (.int64, .decimal(_, let scale)?):
            self = .decimal(scale: Int(scale))
        case (.fixedLengthByteArray, .uuid?) where byteCount == 16: self = .uuid
        case (.fixedLengthByteArray, .float16?) where byteCount == 2: self = .float16
        case (.byteArray, _), (.fixedLengthByteArray, _): self = .bytes
        case (.int32, .date?): self = .date
        case (.int32, .time(let unit, _)?), (.int64, .time(let unit, _)?): self = .time(unit)
        case (.int64, .timestamp(let unit, let isUTC)?): self = .timestamp(unit, isUTC: isUTC)
        case (.int32, .integer(let bitWidth, isSigned: false)?):
            self = .uint(bitWidth: min(32, max(1, Int(bitWidth))))
        case (.int64, .integer(let bitWidth, isSigned: false)?):
            self = .uint(bitWidth: min(64, max(1, Int(bitWidth))))
        case (.int32, _), (.int64, _): self = .int
        }
    }
}
