public import Records

/// One item of the shapes data set: a board and a question about it.
public struct ShapeItem: Sendable, Hashable {
    /// Unique in the data set, such as `train-00012`.
    public var id: String
    /// What is on the board.
    public var scene: ShapeScene
    /// The kind of question.
    public var family: ShapeFamily
    /// The question, the right answer and how to get there.
    public var question: ShapeQuestion
    /// The answer that the data set gives: the right one, or a wrong label of the pool.
    public var label: String
    /// The teacher's response, in a supervised split.
    public var target: String?
    /// The flawless response, in a supervised split.
    public var textOnlyTarget: String?

    /// What a description should mention: every object as position, colour and shape.
    public var keywords: [String] { scene.triples }

    /// The fields that a question keeps as extras: the family and the scene.
    public var extra: [Question.ExtraField] {
        let objects: [JSONValue] = scene.objects.map { object in
            [
                "position": .string(ShapeScene.positions[object.cell]),
                "color": .string(ShapeScene.colors[object.color]),
                "shape": .string(ShapeScene.shapes[object.shape]),
            ]
        }
        return [
            .init(name: "family", json: JSONValue.string(family.rawValue).serialized),
            .init(name: "scene", json: JSONValue.array(objects).serialized),
        ]
    }
}
