extension LogicalType {
    /// What a schema element means, in new or old words; nothing if it says nothing.
    init?(_ element: SchemaElement) {
        if let type = element.logicalType {
            self = type
            return
        }
        switch element.convertedType {
        case nil: return nil
        case .utf8?: self = .string
        case .map?, .mapKeyValue?: self = .map
        case .list?: self = .list
        case .enumeration?: self = .enumeration
        case .decimal?:
            self = .decimal(precision: element.precision ?? 0, scale: element.scale ?? 0)
        case .date?: self = .date
        case .timeMilliseconds?: self = .time(.milliseconds, isUTC: true)
        case .timeMicroseconds?: self = .time(.microseconds, isUTC: true)
        case .timestampMilliseconds?: self = .timestamp(.milliseconds, isUTC: true)
        case .timestampMicroseconds?: self = .timestamp(.microseconds, isUTC: true)
        case .uint8?: self = .integer(bitWidth: 8, isSigned: false)
        case .uint16?: self = .integer(bitWidth: 16, isSigned: false)
        case .uint32?: self = .integer(bitWidth: 32, isSigned: false)
        case .uint64?: self = .integer(bitWidth: 64, isSigned: false)
        case .int8?: self = .integer(bitWidth: 8, isSigned: true)
        case .int16?: self = .integer(bitWidth: 16, isSigned: true)
        case .int32?: self = .integer(bitWidth: 32, isSigned: true)
        case .int64?: self = .integer(bitWidth: 64, isSigned: true)
        case .json?: self = .json
        case .bson?: self = .bson
        case .interval?: return nil
        }
    }
}
