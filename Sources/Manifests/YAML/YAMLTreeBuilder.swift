import CYAML
import Records

/// Turns libyaml's node table into a tree. A node that aliases name many times is built once and
/// shared, and its weight is counted each time, so that a small file cannot grow without bound.
struct YAMLTreeBuilder {
    /// What is wrong with the tree.
    private(set) var faults: [Fault] = []
    private let file: String
    private var built: [Int32: Built] = [:]
    private var open: Set<Int32> = []

    /// A node with what it counts for when its aliases are followed.
    private struct Built {
        var node: YAMLNode
        var measure: Measure
    }

    /// How many nodes and bytes of text there are, and how many levels.
    private struct Measure {
        var weight = 1
        var height = 1

        mutating func add(_ child: Measure) {
            weight += child.weight
            height = max(height, child.height + 1)
        }
    }

    /// A builder for the nodes of a file.
    init(file: String) { self.file = file }

    /// The tree of the next document; nothing if it cannot be built.
    mutating func load(_ parser: UnsafeMutablePointer<yaml_parser_t>) -> YAMLNode? {
        var document = unsafe yaml_document_t()
        guard unsafe yaml_parser_load(parser, &document) == 1 else {
            let problem = unsafe YAMLScan.problem(of: parser)
            faults.append(
                Fault(
                    .badInput, "this is not YAML: \(problem.text)",
                    location: location(problem.mark)))
            return nil
        }
        defer { unsafe yaml_document_delete(&document) }
        return unsafe node(1, of: &document)?.node
    }

    private func location(_ mark: yaml_mark_t) -> SourceLocation {
        SourceLocation(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private mutating func report(_ message: String, at location: SourceLocation) {
        faults.append(Fault(.badInput, message, location: location))
    }

    private mutating func node(
        _ index: Int32, of document: inout yaml_document_t
    ) -> Built? {
        if let known = built[index] { return known }
        guard let source = unsafe yaml_document_get_node(&document, index) else { return nil }
        let place = unsafe location(source.pointee.start_mark)
        guard open.insert(index).inserted else {
            report("an alias in here names what it stands in", at: place)
            return nil
        }
        defer { open.remove(index) }
        var measure = Measure()
        let content: YAMLNode.Content?
        switch unsafe source.pointee.type {
        case YAML_SCALAR_NODE:
            let scalar = unsafe source.pointee.data.scalar
            let text = unsafe String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
                as: UTF8.self)
            measure.weight += unsafe scalar.length
            content = unsafe .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        case YAML_SEQUENCE_NODE:
            let items = unsafe source.pointee.data.sequence.items
            var indices: [Int32] = []
            if let start = unsafe items.start, let top = unsafe items.top {
                indices = unsafe Array(UnsafeBufferPointer(start: start, count: top - start))
            }
            content = unsafe sequence(indices, of: &document, &measure)
        case YAML_MAPPING_NODE:
            let stack = unsafe source.pointee.data.mapping.pairs
            var pairs: [yaml_node_pair_t] = []
            if let start = unsafe stack.start, let top = unsafe stack.top {
                pairs = unsafe Array(UnsafeBufferPointer(start: start, count: top - start))
            }
            content = unsafe mapping(pairs, of: &document, &measure)
        default: content = nil
        }
        guard let content else { return nil }
        guard measure.weight <= YAMLLimits.weight else {
            report("the aliases in here grow to more than \(YAMLLimits.weight) nodes", at: place)
            return nil
        }
        guard measure.height <= YAMLLimits.depth else {
            report("aliases nest deeper than \(YAMLLimits.depth) levels", at: place)
            return nil
        }
        let result = Built(node: YAMLNode(content: content, location: place), measure: measure)
        built[index] = result
        return result
    }

    private mutating func sequence(
        _ indices: [Int32], of document: inout yaml_document_t, _ measure: inout Measure
    ) -> YAMLNode.Content? {
        var elements: [YAMLNode] = []
        for index in indices {
            guard let element = unsafe node(index, of: &document) else {
                return nil
            }
            measure.add(element.measure)
            elements.append(element.node)
        }
        return .sequence(elements)
    }

    private mutating func mapping(
        _ pairs: [yaml_node_pair_t], of document: inout yaml_document_t,
        _ measure: inout Measure
    ) -> YAMLNode.Content? {
        var entries: [YAMLNode.Entry] = []
        var first: [String: SourceLocation] = [:]
        for pair in pairs {
            guard let key = unsafe node(pair.key, of: &document),
                let value = unsafe node(pair.value, of: &document)
            else { return nil }
            measure.add(key.measure)
            measure.add(value.measure)
            guard let name = key.node.text else {
                report("the key is \(key.node.found); expected a name", at: key.node.location)
                continue
            }
            if let earlier = first[name] {
                faults.append(
                    Fault(
                        .badInput,
                        "the key \(Wording.quoted(name)) is given twice; it already stands in line "
                            + "\(earlier.line)",
                        remedy: "remove one of the two", location: key.node.location))
                continue
            }
            first[name] = key.node.location
            entries.append(
                .init(name: name, location: key.node.location, value: value.node))
        }
        return .mapping(entries)
    }
}
