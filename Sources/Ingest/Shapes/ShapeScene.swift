public import Records

/// What is on a board of the shapes task: two to four objects in distinct cells of a 3×3 grid.
public struct ShapeScene: Sendable, Hashable {
    /// The names of the cells, in raster order.
    public static let positions = ["nw", "n", "ne", "w", "c", "e", "sw", "s", "se"]
    /// The names of the colours.
    public static let colors = ["red", "green", "blue", "yellow"]
    /// The names of the shapes.
    public static let shapes = ["circle", "square", "triangle", "star"]

    /// Index of the shape that is mostly yellow.
    static let star = 3
    /// Index of the colour of most stars.
    static let yellow = 3
    /// How likely a star is yellow.
    static let starPrior = 0.8
    /// Radii of the objects, in pixels.
    static let radii = [5, 5.75, 6.5]

    /// One object.
    public struct Object: Sendable, Hashable {
        /// Index into `positions`.
        public var cell: Int
        /// Index into `colors`.
        public var color: Int
        /// Index into `shapes`.
        public var shape: Int
        /// Distance of the shape's edge or tips from its centre, in pixels.
        public var radius: Double
        /// Offset of the centre from the cell's centre, in pixels to the right.
        public var right: Double
        /// Offset of the centre from the cell's centre, in pixels downwards.
        public var down: Double
        /// Brightness, as a factor on the colour.
        public var gain: Double

        /// Position, colour and shape, as in `nw red circle`.
        public var triple: String {
            "\(ShapeScene.positions[cell]) \(ShapeScene.colors[color]) \(ShapeScene.shapes[shape])"
        }
    }

    /// The objects, in raster order of their cells.
    public var objects: [Object]

    /// A board with these objects.
    public init(objects: [Object]) { self.objects = objects }

    /// A random board: two to four objects, each of a random colour and shape, where a star is yellow
    /// with probability 0.8, three radii, a jitter of one pixel and a gain from N(1, 0.18).
    public init(using generator: inout CounterGenerator) {
        let count = 2 + generator.index(below: 3)
        let cells = generator.shuffled(Array(Self.positions.indices)).prefix(count).sorted()
        objects = []
        for cell in cells {
            let shape = generator.index(below: Self.shapes.count)
            let color =
                shape == Self.star && generator.uniform() < Self.starPrior
                ? Self.yellow : generator.index(below: Self.colors.count)
            objects.append(
                Object(
                    cell: cell, color: color, shape: shape,
                    radius: Self.radii[generator.index(below: Self.radii.count)],
                    right: Double(generator.index(below: 3) - 1),
                    down: Double(generator.index(below: 3) - 1),
                    gain: 1 + 0.18 * generator.normal()))
        }
    }

    /// How many objects have this colour.
    public func count(color: Int) -> Int { objects.count { $0.color == color } }

    /// How many objects have this shape.
    public func count(shape: Int) -> Int { objects.count { $0.shape == shape } }

    /// The object in a cell, if there is one.
    public func object(at cell: Int) -> Object? { objects.first { $0.cell == cell } }

    /// Every object as a triple, in raster order.
    public var triples: [String] { objects.map(\.triple) }
}
