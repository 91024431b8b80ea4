import Records

/// A question about a board: its text, the gold answer, the steps that lead there, and the answers
/// that could be given by mistake. All texts are words of the task's fixed vocabulary, joined by
/// spaces; a question has at most seven.
public struct ShapeQuestion: Sendable, Hashable {
    /// The question's text.
    public var text: String
    /// The right answer.
    public var answer: String
    /// The chain of thought: the triples looked up, or what was counted and how many there are.
    public var steps: String
    /// Wrong answers of the same kind as the right one.
    public var mistakes: [String]

    private init(_ text: String, _ answer: String, steps: String, among answers: [String]) {
        self.text = text
        self.answer = answer
        self.steps = steps
        mistakes = answers.filter { $0 != answer }
    }

    /// A question of a family about a scene, or nothing if the scene does not allow one: there is not
    /// exactly one star, or the answer is not the wanted one.
    ///
    /// - Parameter isYes: the answer wanted of a family that asks for yes or no. Drawn once an item, so
    ///   that both are as frequent whatever scenes are.
    init?(
        _ family: ShapeFamily, about scene: ShapeScene, isYes: Bool,
        using generator: inout CounterGenerator
    ) {
        let colors = ShapeScene.colors
        let shapes = ShapeScene.shapes
        let positions = ShapeScene.positions
        let counts = (0...4).map(String.init)
        let some = scene.objects[generator.index(below: scene.objects.count)]
        let total = scene.objects.count
        switch family {
        case .countAll:
            self.init(
                "how many objects ?", "\(total)", steps: "objects \(total)",
                among: ["2", "3", "4"])
        case .colorAt:
            self.init(
                "what color at \(positions[some.cell]) ?", colors[some.color], steps: some.triple,
                among: colors)
        case .shapeAt:
            self.init(
                "what shape at \(positions[some.cell]) ?", shapes[some.shape], steps: some.triple,
                among: shapes)
        case .prior:
            let stars = scene.objects.filter { $0.shape == ShapeScene.star }
            guard stars.count == 1, let star = stars.first else { return nil }
            self.init("what color star ?", colors[star.color], steps: star.triple, among: colors)
        case .countColor:
            let color = Self.mention(some.color, of: colors, using: &generator)
            let count = scene.count(color: color)
            self.init(
                "how many \(colors[color]) ?", "\(count)", steps: "\(colors[color]) \(count)",
                among: counts)
        case .countShape:
            let shape = Self.mention(some.shape, of: shapes, using: &generator)
            let count = scene.count(shape: shape)
            self.init(
                "how many \(shapes[shape]) ?", "\(count)", steps: "\(shapes[shape]) \(count)",
                among: counts)
        case .more:
            let first = Self.mention(some.color, of: colors, using: &generator)
            let second = (first + 1 + generator.index(below: colors.count - 1)) % colors.count
            let (left, right) = (scene.count(color: first), scene.count(color: second))
            guard (left > right) == isYes else { return nil }
            self.init(
                "more \(colors[first]) than \(colors[second]) ?", isYes ? "yes" : "no",
                steps: "\(colors[first]) \(left) \(colors[second]) \(right)",
                among: ["yes", "no"])
        case .remove:
            let color = Self.mention(some.color, of: colors, using: &generator)
            let count = scene.count(color: color)
            self.init(
                "remove \(colors[color]) how many left ?", "\(total - count)",
                steps: "objects \(total) \(colors[color]) \(count)", among: counts)
        case .plus:
            let color = Self.mention(some.color, of: colors, using: &generator)
            let other = scene.objects[generator.index(below: total)]
            let shape = Self.mention(other.shape, of: shapes, using: &generator)
            let (left, right) = (scene.count(color: color), scene.count(shape: shape))
            self.init(
                "how many \(colors[color]) plus \(shapes[shape]) ?", "\(left + right)",
                steps: "\(colors[color]) \(left) \(shapes[shape]) \(right)",
                among: (0...8).map(String.init).filter { abs((Int($0) ?? 0) - left - right) <= 2 })
        case .same:
            let others = scene.objects.filter { $0.cell != some.cell }
            let other = others[generator.index(below: others.count)]
            let isSame = some.color == other.color
            guard isSame == isYes else { return nil }
            self.init(
                "same color at \(positions[some.cell]) and \(positions[other.cell]) ?",
                isYes ? "yes" : "no", steps: "\(some.triple) \(other.triple)",
                among: ["yes", "no"])
        case .absent:
            let empty = positions.indices.filter { scene.object(at: $0) == nil }
            let cell = empty[generator.index(below: empty.count)]
            self.init("what color at \(positions[cell]) ?", "none", steps: "none", among: colors)
        }
    }

    /// The attribute of an object of the board four times out of five, else any: so that zero is an
    /// answer but not the usual one.
    private static func mention(
        _ present: Int, of names: [String], using generator: inout CounterGenerator
    ) -> Int {
        generator.uniform() < 0.8 ? present : generator.index(below: names.count)
    }
}
