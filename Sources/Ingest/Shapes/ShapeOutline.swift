import Glibc

/// The edge of a shape around the origin, y downwards.
enum ShapeOutline {
    /// Everything within a radius.
    case circle(radius: Double)
    /// Everything inside a polygon, given by its corners.
    case polygon([(x: Double, y: Double)])

    /// The outline of a shape of `ShapeScene.shapes`, with its edge or tips at a radius, in pixels.
    init(shape: Int, radius: Double) {
        switch shape {
        case 0: self = .circle(radius: radius)
        case 1:
            let half = radius * 0.86
            self = .polygon([(-half, -half), (half, -half), (half, half), (-half, half)])
        case 2:
            let corners = Self.corners(3, radii: [radius * 1.12])
            // A triangle's centre of mass lies above the middle of its box: move it down.
            self = .polygon(corners.map { ($0.x, $0.y + radius * 0.2) })
        default: self = .polygon(Self.corners(10, radii: [radius * 1.06, radius * 0.46]))
        }
    }

    /// Corners at equal angles, the first straight up, at radii taken in turn.
    private static func corners(_ count: Int, radii: [Double]) -> [(x: Double, y: Double)] {
        (0..<count).map { index in
            let angle = 2 * Double.pi * Double(index) / Double(count)
            let radius = radii[index % radii.count]
            return (radius * sin(angle), -radius * cos(angle))
        }
    }

    /// Whether a point lies inside.
    func contains(x: Double, y: Double) -> Bool {
        switch self {
        case .circle(let radius): return x * x + y * y <= radius * radius
        case .polygon(let corners):
            var isInside = false
            var last = corners.count - 1
            for index in corners.indices {
                let (a, b) = (corners[index], corners[last])
                if (a.y > y) != (b.y > y), x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x {
                    isInside.toggle()
                }
                last = index
            }
            return isInside
        }
    }
}
