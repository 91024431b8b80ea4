/// Where each parameter lies in one buffer. Names are those that PyTorch would give.
public struct ParameterLayout: Sendable {
    /// A parameter: its name, its shape and where it starts.
    public struct Entry: Sendable {
        /// The name, such as `blocks.0.qkv.weight`.
        public let name: String
        /// The shape; linear weights are [out, in].
        public let shape: [Int]
        /// The first scalar's place in the buffer.
        public let offset: Int
        /// How many scalars it has.
        public var count: Int { shape.reduce(1, *) }
    }

    /// A block's places.
    struct Block: Sendable {
        var norm1 = 0, taps = 0, qkv = 0, output = 0, norm2 = 0, up = 0, down = 0
    }

    /// All parameters in order.
    public private(set) var entries: [Entry] = []
    /// Scalars of all parameters together.
    public private(set) var count = 0
    private(set) var patch1 = 0, patchBias1 = 0, patch2 = 0, patchBias2 = 0
    private(set) var patchPositions = 0, textPositions = 0, tokens = 0, finalNorm = 0, head = 0
    private(set) var blocks: [Block] = []

    /// The layout of a policy with `vocabularyCount` words.
    public init(_ shape: PolicyConfiguration, vocabularyCount: Int) {
        let width = shape.width
        patch1 = add("p1.weight", [shape.patchWidth, shape.patchScalars])
        patchBias1 = add("p1.bias", [shape.patchWidth])
        patch2 = add("p2.weight", [width, shape.patchWidth])
        patchBias2 = add("p2.bias", [width])
        patchPositions = add("ppos", [shape.patchCount, width])
        textPositions = add("tpos", [shape.textPositions, width])
        tokens = add("tok.weight", [vocabularyCount, width])
        for layer in 0..<shape.layers {
            var block = Block()
            block.norm1 = add("blocks.\(layer).n1.weight", [width])
            block.taps = add("blocks.\(layer).cw", [3, width])
            block.qkv = add("blocks.\(layer).qkv.weight", [3 * width, width])
            block.output = add("blocks.\(layer).o.weight", [width, width])
            block.norm2 = add("blocks.\(layer).n2.weight", [width])
            block.up = add("blocks.\(layer).f1.weight", [shape.feedForward, width])
            block.down = add("blocks.\(layer).f2.weight", [width, shape.feedForward])
            blocks.append(block)
        }
        finalNorm = add("nf.weight", [width])
        head = add("head.weight", [vocabularyCount, width])
    }

    private mutating func add(_ name: String, _ shape: [Int]) -> Int {
        let entry = Entry(name: name, shape: shape, offset: count)
        entries.append(entry)
        count += entry.count
        return entry.offset
    }
}
