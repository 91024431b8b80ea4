extension LogicalType: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var type: LogicalType?
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            guard type == nil else { throw ThriftFault("a logical type has two values") }
            type = try LogicalType(field, &reader)
        }
        guard let type else { throw ThriftFault("a logical type has no value") }
        self = type
    }

    private init(_ field: ThriftField, _ reader: inout ThriftReader) throws(ThriftFault) {
        switch field.id {
        case 5:
            let value: Decimal = try reader.structure(field)
            self = .decimal(precision: value.precision, scale: value.scale)
        case 7:
            let value: Time = try reader.structure(field)
            self = .time(value.unit, isUTC: value.isUTC)
        case 8:
            let value: Time = try reader.structure(field)
            self = .timestamp(value.unit, isUTC: value.isUTC)
        case 10:
            let value: Integer = try reader.structure(field)
            self = .integer(bitWidth: value.bitWidth, isSigned: value.isSigned)
        default:
            self = LogicalType.plain.first { $0.id == field.id }?.type ?? .unknown(field.id)
            try reader.skip(field)
        }
    }

    /// The types that say nothing but what they are.
    private static let plain: [(id: Int16, type: LogicalType)] = [
        (1, .string), (2, .map), (3, .list), (4, .enumeration), (6, .date), (11, .null),
        (12, .json), (13, .bson), (14, .uuid), (15, .float16),
    ]

    func encode(to writer: inout ThriftWriter) {
        switch self {
        case .decimal(let precision, let scale):
            writer.write(5, Decimal(precision: precision, scale: scale))
        case .time(let unit, let isUTC): writer.write(7, Time(isUTC: isUTC, unit: unit))
        case .timestamp(let unit, let isUTC): writer.write(8, Time(isUTC: isUTC, unit: unit))
        case .integer(let bitWidth, let isSigned):
            writer.write(10, Integer(bitWidth: bitWidth, isSigned: isSigned))
        case .unknown(let id): writer.write(id, EmptyStructure())
        default:
            if let id = LogicalType.plain.first(where: { $0.type == self })?.id {
                writer.write(id, EmptyStructure())
            }
        }
    }
}

private struct Decimal {
    var precision: Int32
    var scale: Int32
}

extension Decimal: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        self.init(precision: 0, scale: 0)
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: scale = try reader.int32(field)
            case 2: precision = try reader.int32(field)
            default: try reader.skip(field)
            }
        }
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, scale)
        writer.write(2, precision)
    }
}

private struct Time {
    var isUTC: Bool
    var unit: TimeUnit
}

extension Time: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var isUTC = false
        var unit: TimeUnit?
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: isUTC = try reader.bool(field)
            case 2: unit = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        guard let unit else { throw ThriftFault("a time has no unit") }
        self.init(isUTC: isUTC, unit: unit)
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, isUTC)
        writer.write(2, unit)
    }
}

private struct Integer {
    var bitWidth: Int8
    var isSigned: Bool
}

extension Integer: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        self.init(bitWidth: 64, isSigned: true)
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: bitWidth = try reader.int8(field)
            case 2: isSigned = try reader.bool(field)
            default: try reader.skip(field)
            }
        }
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, bitWidth)
        writer.write(2, isSigned)
    }
}
