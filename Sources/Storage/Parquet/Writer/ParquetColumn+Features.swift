import Records

extension ParquetColumn {
    /// What the footer says under `huggingface`, from which `datasets` takes its features.
    static func features(of columns: [ParquetColumn]) -> JSONValue {
        ["info": ["features": ValueType.structure(columns).feature]]
    }
}

extension ParquetColumn.ValueType {
    fileprivate var feature: JSONValue {
        switch self {
        case .bool: ["dtype": "bool", "_type": "Value"]
        case .int32: ["dtype": "int32", "_type": "Value"]
        case .int64: ["dtype": "int64", "_type": "Value"]
        case .double: ["dtype": "float64", "_type": "Value"]
        case .string: ["dtype": "string", "_type": "Value"]
        case .binary: ["dtype": "binary", "_type": "Value"]
        case .list(let element, _): ["feature": element.feature, "_type": "List"]
        case .structure(let columns):
            .object(columns.map { .init($0.name, $0.type.feature) })
        case .image: ["_type": "Image"]
        }
    }

    /// Whether there is a picture in it, which only `huggingface` features can say.
    var holdsImage: Bool {
        switch self {
        case .image: true
        case .list(let element, _): element.holdsImage
        case .structure(let columns): columns.contains { $0.type.holdsImage }
        default: false
        }
    }
}
