/// Makes the tree of fields from the footer's list of schema elements, and resolves the spellings of
/// lists (parquet-format, LogicalTypes.md, "Lists" and "Maps").
struct SchemaReader {
    /// How deep fields may nest; levels take a byte.
    private static let maximumDepth = 64

    private let elements: [SchemaElement]
    private var position = 0
    private(set) var leaves: [ColumnLeaf] = []

    /// A field with how it is read.
    struct Field {
        var field: ParquetField
        var node: ReadNode
    }

    /// What a node of the schema inherits.
    private struct Place {
        var path: [String]
        var definition: Int
        var repetition: Int
    }

    init(_ elements: [SchemaElement]) { self.elements = elements }

    /// The columns.
    mutating func columns() throws(ParquetFault) -> [Field] {
        let root = try next()
        guard let count = root.childCount, root.type == nil else {
            throw SchemaReader.wrong("the schema's root is no group")
        }
        let fields = try children(count, Place(path: [], definition: 0, repetition: 0))
        guard position == elements.count else {
            throw SchemaReader.wrong("\(elements.count - position) schema elements are left over")
        }
        return fields
    }

    private static func wrong(_ detail: String) -> ParquetFault {
        ParquetFault(ParquetFault.badFooter, detail)
    }

    private mutating func next() throws(ParquetFault) -> SchemaElement {
        guard position < elements.count else {
            throw SchemaReader.wrong("the schema lacks elements")
        }
        defer { position += 1 }
        return elements[position]
    }

    private mutating func children(
        _ count: Int, _ place: Place
    ) throws(ParquetFault) -> [Field] {
        guard count <= elements.count - position else {
            throw SchemaReader.wrong("a group of \(count) fields that are not there")
        }
        var result: [Field] = []
        var names: Set<[UInt8]> = []
        for _ in 0..<count {
            let field = try field(try next(), place)
            guard names.insert(Array(field.field.name.utf8)).inserted else {
                let path = (place.path + [field.field.name]).joined(separator: ".")
                throw ParquetFault(
                    ParquetFault.duplicateColumn, "two columns are named `\(path)`")
            }
            result.append(field)
        }
        return result
    }

    /// A field; a repeated one that no list announces is a list all the same.
    private mutating func field(
        _ element: SchemaElement, _ outer: Place
    ) throws(ParquetFault) -> Field {
        var place = outer
        place.path.append(element.name)
        switch element.repetition ?? .required {
        case .required: return try value(element, place, isNullable: false)
        case .optional:
            place.definition += 1
            return try value(element, place, isNullable: true)
        case .repeated:
            place.definition += 1
            place.repetition += 1
            let inner = try value(element, place, isNullable: false)
            return SchemaReader.list(
                of: inner, name: element.name, outer, isNullable: false)
        }
    }

    /// A field that is there once.
    ///
    /// - Parameter place: with the element's own name and level.
    private mutating func value(
        _ element: SchemaElement, _ place: Place, isNullable: Bool
    ) throws(ParquetFault) -> Field {
        guard place.path.count <= SchemaReader.maximumDepth else {
            throw SchemaReader.wrong("fields nest deeper than \(SchemaReader.maximumDepth)")
        }
        if let type = element.type, (element.childCount ?? 0) == 0 {
            return leaf(element, type, place, isNullable: isNullable)
        }
        guard let count = element.childCount, element.type == nil, count > 0 else {
            throw SchemaReader.wrong(
                "`\(place.path.joined(separator: "."))` is neither a column nor a group of some")
        }
        if count == 1, let list = try listed(element, place, isNullable: isNullable) {
            return list
        }
        return try structure(element.name, count, place, isNullable: isNullable)
    }

    private mutating func leaf(
        _ element: SchemaElement, _ type: PhysicalType, _ place: Place, isNullable: Bool
    ) -> Field {
        let logical = LogicalType(element)
        let index = leaves.count
        leaves.append(
            ColumnLeaf(
                path: place.path, type: type, typeLength: element.typeLength,
                logicalType: logical, definition: place.definition,
                repetition: place.repetition))
        return Field(
            field: ParquetField(
                name: element.name, isNullable: isNullable, content: .values(type, logical)),
            node: ReadNode(
                .leaf, leaves: index..<(index + 1), isNullable: isNullable,
                definition: place.definition))
    }

    private mutating func structure(
        _ name: String, _ count: Int, _ place: Place, isNullable: Bool
    ) throws(ParquetFault) -> Field {
        let start = leaves.count
        let fields = try children(count, place)
        return Field(
            field: ParquetField(
                name: name, isNullable: isNullable, content: .structure(fields.map(\.field))),
            node: ReadNode(
                .structure(names: fields.map(\.field.name), fields.map(\.node)),
                leaves: start..<leaves.count, isNullable: isNullable,
                definition: place.definition))
    }

    private static func list(
        of element: Field, name: String, _ outer: Place, isNullable: Bool
    ) -> Field {
        Field(
            field: ParquetField(
                name: name, isNullable: isNullable, content: .list(element.field)),
            node: ReadNode(
                .list(
                    element.node, definition: outer.definition + 1,
                    repetition: outer.repetition + 1),
                leaves: element.node.leaves, isNullable: isNullable,
                definition: outer.definition))
    }

    /// A group of one repeated field that says it is a list or a map; nothing if it is neither.
    private mutating func listed(
        _ element: SchemaElement, _ place: Place, isNullable: Bool
    ) throws(ParquetFault) -> Field? {
        let logical = LogicalType(element)
        guard logical == .list || logical == .map, position < elements.count,
            elements[position].repetition == .repeated
        else { return nil }
        let repeated = try next()
        var inner = place
        inner.path.append(repeated.name)
        inner.definition += 1
        inner.repetition += 1
        if logical == .map, let count = repeated.childCount, count > 0, repeated.type == nil {
            let entry = try structure(repeated.name, count, inner, isNullable: false)
            var map = SchemaReader.list(
                of: entry, name: element.name, place, isNullable: isNullable)
            if case .structure(let fields) = entry.field.content {
                map.field.content = .map(fields)
            }
            return map
        }
        let isWrapper =
            repeated.type == nil && repeated.childCount == 1 && repeated.name != "array"
            && repeated.name != element.name + "_tuple"
            && position < elements.count && elements[position].repetition != .repeated
        let item =
            isWrapper
            ? try field(try next(), inner) : try value(repeated, inner, isNullable: false)
        return SchemaReader.list(of: item, name: element.name, place, isNullable: isNullable)
    }
}
