import Records

/// The schema of a file to be written: a tree for cutting rows up, and the lists that go into the
/// footer.
struct WriterSchema {
    private(set) var columns: [WriterNode] = []
    private(set) var leaves: [WriterLeaf] = []
    private(set) var elements: [SchemaElement] = []

    /// Groups may lie within each other so deep. Levels are kept in a byte.
    private static let deepest = 64

    /// - Throws: a `Fault` where a table cannot have these columns.
    init(_ columns: [ParquetColumn]) throws(Fault) {
        elements = [SchemaElement(name: "schema", childCount: columns.count)]
        try WriterSchema.checkNames(columns, of: "the table")
        for column in columns {
            self.columns.append(try add(column, path: [], definition: 0, repetition: 0))
        }
    }

    private mutating func add(
        _ column: ParquetColumn, path: [String], definition: UInt8, repetition: UInt8
    ) throws(Fault) -> WriterNode {
        let path = path + [column.name]
        guard path.count <= WriterSchema.deepest else {
            throw Fault(.badInput, "the column `\(path[0])` is nested too deep")
        }
        let present = definition + (column.isNullable ? 1 : 0)
        var element = SchemaElement(
            name: column.name, repetition: column.isNullable ? .optional : .required)
        let firstLeaf = leaves.count
        let content: WriterNode.Content
        switch column.type {
        case .list(let type, let nullableElements):
            element.childCount = 1
            element.convertedType = .list
            element.logicalType = .list
            elements += [
                element, SchemaElement(name: "list", repetition: .repeated, childCount: 1),
            ]
            let node = try add(
                ParquetColumn("element", type, isNullable: nullableElements),
                path: path + ["list"], definition: present + 1, repetition: repetition + 1)
            content = .list(node, level: repetition + 1)
        case .image, .structure:
            let members =
                if case .structure(let columns) = column.type { columns } else {
                    ParquetColumn.imageMembers
                }
            try WriterSchema.checkNames(members, of: "`\(column.name)`")
            element.childCount = members.count
            elements.append(element)
            var nodes: [WriterNode] = []
            for member in members {
                nodes.append(
                    try add(member, path: path, definition: present, repetition: repetition))
            }
            content = .structure(nodes)
        case .bool, .int32, .int64, .double, .string, .binary:
            let isText = column.type == .string
            let type = column.type.physicalType
            element.type = type
            element.convertedType = isText ? .utf8 : nil
            element.logicalType = isText ? .string : nil
            elements.append(element)
            content = .leaf(leaves.count, column.type)
            leaves.append(
                WriterLeaf(
                    path: path, type: type, isText: isText, maximumDefinition: Int(present),
                    maximumRepetition: Int(repetition)))
        }
        return WriterNode(
            name: column.name, content: content, isNullable: column.isNullable,
            absent: definition, leaves: firstLeaf..<leaves.count)
    }

    private static func checkNames(_ columns: [ParquetColumn], of owner: String) throws(Fault) {
        guard !columns.isEmpty else { throw Fault(.badInput, "\(owner) has no columns") }
        // Compared byte by byte: two strings of Swift may be equal and differ in their bytes.
        let names = columns.map { Array($0.name.utf8) }
            .sorted { $0.lexicographicallyPrecedes($1) }
        for (name, next) in zip(names, names.dropFirst()) where name == next {
            throw Fault(
                .badInput,
                "\(owner) has two columns `\(String(decoding: name, as: UTF8.self))`")
        }
    }
}

extension ParquetColumn.ValueType {
    /// How the values lie in the file. Lists and structures have no type of their own.
    fileprivate var physicalType: PhysicalType {
        switch self {
        case .bool: .boolean
        case .int32: .int32
        case .int64: .int64
        case .double: .double
        case .string, .binary, .list, .structure, .image: .byteArray
        }
    }
}
