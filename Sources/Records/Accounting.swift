/// The sum that every stage must balance: inputs = outputs + rejects by reason.
public struct Accounting: Sendable, Hashable {
    /// How many inputs there were.
    public var inputs: Int
    /// How many became outputs.
    public var outputs: Int
    /// How many did not, by reason.
    public var rejects: [String: Int]

    /// A sum; empty by default.
    public init(inputs: Int = 0, outputs: Int = 0, rejects: [String: Int] = [:]) {
        self.inputs = inputs
        self.outputs = outputs
        self.rejects = rejects
    }

    /// Whether nothing was lost and nothing counted twice.
    public var balances: Bool { inputs == outputs + rejects.values.reduce(0, +) }

    /// The sum of two parts. Associative and commutative, so units may be merged in any order.
    public static func + (left: Accounting, right: Accounting) -> Accounting {
        Accounting(
            inputs: left.inputs + right.inputs, outputs: left.outputs + right.outputs,
            rejects: left.rejects.merging(right.rejects, uniquingKeysWith: +))
    }
}

extension Accounting: TableRow {
    /// The sum as an object, reasons sorted by name.
    public var json: JSONValue {
        .object([
            .init("inputs", .integer(inputs)),
            .init("outputs", .integer(outputs)),
            .init(
                "rejects",
                .object(
                    rejects.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) })),
        ])
    }

    /// A sum from its object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            inputs: try json.column("inputs", \.integerValue),
            outputs: try json.column("outputs", \.integerValue),
            rejects: try json.column("rejects", \.counts))
    }
}
