public import Records

/// A kind of question about a board of shapes.
public enum ShapeFamily: String, Sendable, Hashable, CaseIterable {
    /// How many objects there are.
    case countAll = "count_all"
    /// The colour at an occupied cell.
    case colorAt = "color_at"
    /// The shape at an occupied cell.
    case shapeAt = "shape_at"
    /// The colour of the only star: mostly yellow, so that guessing pays.
    case prior
    /// How many objects have a colour.
    case countColor = "count_color"
    /// How many objects have a shape.
    case countShape = "count_shape"
    /// Whether there are more objects of one colour than of another.
    case more
    /// How many objects are left without those of a colour.
    case remove
    /// The number of objects of a colour plus that of a shape.
    case plus
    /// Whether two cells hold the same colour.
    case same
    /// The colour at an empty cell; the answer is `none`. Never part of warm-up.
    case absent

    /// The families of warm-up and of the held-out set.
    public static let answerable = allCases.filter { $0 != .absent }

    /// What the family asks of a policy.
    public var capability: Capability {
        switch self {
        case .countAll: .coarse
        case .colorAt, .shapeAt, .prior, .countColor, .countShape, .absent: .fine
        case .more, .remove, .plus, .same: .reasoning
        }
    }

    /// Whether a warmed-up policy nearly always answers it right.
    public var isEasy: Bool {
        switch self {
        case .countAll, .colorAt, .shapeAt, .prior: true
        default: false
        }
    }

    /// How often the family is drawn for the pool of reinforcement learning: 12 parts easy, 6 medium,
    /// 7 hopeless of 25.
    public var poolWeight: Int {
        switch self {
        case .absent: 7
        default: isEasy ? 3 : 1
        }
    }
}
