public import Images
public import Records

/// A seeded source of questions about boards of shapes: the task on which the embedded policy is
/// known to learn.
///
/// An item is a function of the seed, the split's name and its index alone: any part of a split can be
/// made without the rest, in any order.
public struct ShapesGenerator: Sendable, Hashable {
    /// The seed of the data set.
    public let seed: Seed

    /// How likely a label of the pool is wrong. Hopeless questions keep their right label: no policy
    /// should ever be praised for a colour where there is none.
    static let wrongLabelRate = 0.05

    /// The generator of a seed.
    public init(seed: UInt64) { self.seed = Seed(seed).deriving("shapes") }

    /// The item of a split.
    ///
    /// - Parameters:
    ///   - index: from 0.
    ///   - split: the split's name, part of the id.
    ///   - role: what the split is for.
    public func item(_ index: Int, split: String, role: ShapeRole) -> ShapeItem {
        let own = seed(of: index, split: split)
        var generator = CounterGenerator(own.deriving("question"))
        let families = role.families
        let family = families[generator.index(below: families.count)]
        let (scene, question) = Self.draw(family, using: &generator)
        let number = String(index)
        let digits = String(repeating: "0", count: max(0, 5 - number.utf8.count)) + number
        var item = ShapeItem(
            id: "\(split)-\(digits)", scene: scene, family: family, question: question,
            label: question.answer)
        var choices = CounterGenerator(own.deriving("teacher"))
        switch role {
        case .heldOut: break
        case .pool:
            if family != .absent, choices.uniform() < Self.wrongLabelRate {
                item.label = question.mistakes[choices.index(below: question.mistakes.count)]
            }
        case .supervised:
            item.target = ShapeTeacher.response(
                to: question, of: family, about: scene, using: &choices)
            item.textOnlyTarget = ShapeTeacher.flawless(to: question, about: scene)
        }
        return item
    }

    /// Draws scenes until one allows a question of the family.
    private static func draw(
        _ family: ShapeFamily, using generator: inout CounterGenerator
    ) -> (ShapeScene, ShapeQuestion) {
        let isYes = generator.uniform() < 0.5
        while true {
            let scene = ShapeScene(using: &generator)
            let question = ShapeQuestion(family, about: scene, isYes: isYes, using: &generator)
            if let question { return (scene, question) }
        }
    }

    /// The picture of an item: 48×48 pixels, RGB.
    public func picture(of item: ShapeItem, index: Int, split: String) -> PixelImage {
        var generator = CounterGenerator(seed(of: index, split: split).deriving("picture"))
        return ShapePainter.paint(item.scene, using: &generator)
    }

    private func seed(of index: Int, split: String) -> Seed { seed.deriving(split).deriving(index) }
}
