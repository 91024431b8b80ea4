/// A column, or a field inside one.
public struct ParquetField: Sendable, Equatable {
    /// What a field holds.
    public indirect enum Content: Sendable, Equatable {
        /// Values of a type, with what they mean where the schema says so.
        case values(PhysicalType, LogicalType?)
        /// A list of elements, however the file spells it.
        case list(ParquetField)
        /// Keys and values.
        case map([ParquetField])
        /// Fields side by side.
        case structure([ParquetField])
    }

    /// The name.
    public var name: String
    /// Whether it may be null.
    public var isNullable: Bool
    /// What it holds.
    public var content: Content
}

extension ParquetField: CustomStringConvertible {
    /// The field as `name: type`, the type in the words of Arrow; `not null` where it never is.
    public var description: String { "\(name): \(typeDescription)" }

    /// The type alone.
    public var typeDescription: String {
        let type: String
        switch content {
        case .values(let physical, let logical):
            type = ParquetField.describe(physical, logical)
        case .list(let element): type = "list<\(element.typeDescription)>"
        case .map(let fields):
            type = "map<\(fields.map(\.typeDescription).joined(separator: ", "))>"
        case .structure(let fields):
            type = "struct<\(fields.map(\.description).joined(separator: ", "))>"
        }
        return isNullable ? type : type + " not null"
    }

    /// The type of values in the words of Arrow.
    static func describe(_ physical: PhysicalType, _ logical: LogicalType?) -> String {
        switch logical {
        case .string?, .enumeration?: "string"
        case .json?: "json"
        case .bson?: "bson"
        case .uuid?: "uuid"
        case .null?: "null"
        case .date?: "date"
        case .float16?: "float16"
        case .decimal(let precision, let scale)?: "decimal(\(precision), \(scale))"
        case .integer(let bitWidth, let isSigned)?: "\(isSigned ? "int" : "uint")\(bitWidth)"
        case .time(let unit, _)?: "time(\(unit))"
        case .timestamp(let unit, let isUTC)?: "timestamp(\(unit)\(isUTC ? ", UTC" : ""))"
        case .map?, .list?, .unknown?, nil: describe(physical)
        }
    }

    private static func describe(_ physical: PhysicalType) -> String {
        switch physical {
        case .boolean: "bool"
        case .int32: "int32"
        case .int64: "int64"
        case .int96: "timestamp(nanoseconds)"
        case .float: "float"
        case .double: "double"
        case .byteArray: "binary"
        case .fixedLengthByteArray: "fixed_binary"
        }
    }
}
