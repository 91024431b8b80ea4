import Records

/// The questions of each family about a scene, most of them about some object of it. Nothing where the
/// scene does not allow one. What they draw, and in what order, decides the questions of a seed.
extension ShapeQuestion {
    private static let colors = ShapeScene.colors
    private static let shapes = ShapeScene.shapes
    private static let positions = ShapeScene.positions
    private static let counts = (0...4).map(String.init)

    static func countAll(_ scene: ShapeScene) -> ShapeQuestion {
        let total = scene.objects.count
        return ShapeQuestion(
            "how many objects ?", "\(total)", steps: "objects \(total)", among: ["2", "3", "4"])
    }

    static func colorAt(_ some: ShapeScene.Object) -> ShapeQuestion {
        ShapeQuestion(
            "what color at \(positions[some.cell]) ?", colors[some.color], steps: some.triple,
            among: colors)
    }

    static func shapeAt(_ some: ShapeScene.Object) -> ShapeQuestion {
        ShapeQuestion(
            "what shape at \(positions[some.cell]) ?", shapes[some.shape], steps: some.triple,
            among: shapes)
    }

    static func prior(_ scene: ShapeScene) -> ShapeQuestion? {
        let stars = scene.objects.filter { $0.shape == ShapeScene.star }
        guard stars.count == 1, let star = stars.first else { return nil }
        return ShapeQuestion(
            "what color star ?", colors[star.color], steps: star.triple, among: colors)
    }

    static func countColor(
        _ scene: ShapeScene, _ some: ShapeScene.Object, using generator: inout CounterGenerator
    ) -> ShapeQuestion {
        let color = mention(some.color, of: colors, using: &generator)
        let count = scene.count(color: color)
        return ShapeQuestion(
            "how many \(colors[color]) ?", "\(count)", steps: "\(colors[color]) \(count)",
            among: counts)
    }

    static func countShape(
        _ scene: ShapeScene, _ some: ShapeScene.Object, using generator: inout CounterGenerator
    ) -> ShapeQuestion {
        let shape = mention(some.shape, of: shapes, using: &generator)
        let count = scene.count(shape: shape)
        return ShapeQuestion(
            "how many \(shapes[shape]) ?", "\(count)", steps: "\(shapes[shape]) \(count)",
            among: counts)
    }

    static func more(
        _ scene: ShapeScene, _ some: ShapeScene.Object, isYes: Bool,
        using generator: inout CounterGenerator
    ) -> ShapeQuestion? {
        let first = mention(some.color, of: colors, using: &generator)
        let second = (first + 1 + generator.index(below: colors.count - 1)) % colors.count
        let (left, right) = (scene.count(color: first), scene.count(color: second))
        guard (left > right) == isYes else { return nil }
        return ShapeQuestion(
            "more \(colors[first]) than \(colors[second]) ?", isYes ? "yes" : "no",
            steps: "\(colors[first]) \(left) \(colors[second]) \(right)", among: ["yes", "no"])
    }

    static func remove(
        _ scene: ShapeScene, _ some: ShapeScene.Object, using generator: inout CounterGenerator
    ) -> ShapeQuestion {
        let color = mention(some.color, of: colors, using: &generator)
        let (total, count) = (scene.objects.count, scene.count(color: color))
        return ShapeQuestion(
            "remove \(colors[color]) how many left ?", "\(total - count)",
            steps: "objects \(total) \(colors[color]) \(count)", among: counts)
    }

    static func plus(
        _ scene: ShapeScene, _ some: ShapeScene.Object, using generator: inout CounterGenerator
    ) -> ShapeQuestion {
        let color = mention(some.color, of: colors, using: &generator)
        let other = scene.objects[generator.index(below: scene.objects.count)]
        let shape = mention(other.shape, of: shapes, using: &generator)
        let (left, right) = (scene.count(color: color), scene.count(shape: shape))
        return ShapeQuestion(
            "how many \(colors[color]) plus \(shapes[shape]) ?", "\(left + right)",
            steps: "\(colors[color]) \(left) \(shapes[shape]) \(right)",
            among: (0...8).filter { abs($0 - left - right) <= 2 }.map(String.init))
    }

    static func same(
        _ scene: ShapeScene, _ some: ShapeScene.Object, isYes: Bool,
        using generator: inout CounterGenerator
    ) -> ShapeQuestion? {
        let others = scene.objects.filter { $0.cell != some.cell }
        let other = others[generator.index(below: others.count)]
        guard (some.color == other.color) == isYes else { return nil }
        return ShapeQuestion(
            "same color at \(positions[some.cell]) and \(positions[other.cell]) ?",
            isYes ? "yes" : "no", steps: "\(some.triple) \(other.triple)", among: ["yes", "no"])
    }

    static func absent(
        _ scene: ShapeScene, using generator: inout CounterGenerator
    ) -> ShapeQuestion {
        let empty = positions.indices.filter { scene.object(at: $0) == nil }
        let cell = empty[generator.index(below: empty.count)]
        return ShapeQuestion(
            "what color at \(positions[cell]) ?", "none", steps: "none", among: colors)
    }

    /// The attribute of an object of the board four times out of five, else any: so that zero is an
    /// answer but not the usual one.
    private static func mention(
        _ present: Int, of names: [String], using generator: inout CounterGenerator
    ) -> Int {
        generator.uniform() < 0.8 ? present : generator.index(below: names.count)
    }
}
