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

    /// A question; its mistakes are the other ones of some answers.
    init(_ text: String, _ answer: String, steps: String, among answers: [String]) {
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
        let some = scene.objects[generator.index(below: scene.objects.count)]
        let question: ShapeQuestion? =
            switch family {
            case .countAll: Self.countAll(scene)
            case .colorAt: Self.colorAt(some)
            case .shapeAt: Self.shapeAt(some)
            case .prior: Self.prior(scene)
            case .countColor: Self.countColor(scene, some, using: &generator)
            case .countShape: Self.countShape(scene, some, using: &generator)
            case .more: Self.more(scene, some, isYes: isYes, using: &generator)
            case .remove: Self.remove(scene, some, using: &generator)
            case .plus: Self.plus(scene, some, using: &generator)
            case .same: Self.same(scene, some, isYes: isYes, using: &generator)
            case .absent: Self.absent(scene, using: &generator)
            }
        guard let question else { return nil }
        self = question
    }
}
