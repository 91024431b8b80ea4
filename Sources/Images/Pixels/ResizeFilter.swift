/// How a resized pixel is made of those around it; the kernels of Pillow's `Resample.c`.
public enum ResizeFilter: String, Sendable, Hashable, CaseIterable {
    /// A triangle two pixels wide.
    case bilinear
    /// Keys' cubic with a = -1/2, four pixels wide: what Pillow takes where nothing is said, and
    /// Qwen's picture processor.
    case bicubic

    /// How far from its centre a kernel reaches, in pixels of the larger picture.
    var support: Double { self == .bilinear ? 1 : 2 }

    /// The kernel at a distance from its centre.
    func weight(at distance: Double) -> Double {
        let x = abs(distance)
        switch self {
        case .bilinear: return max(0, 1 - x)
        case .bicubic:
            let a = -0.5
            if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
            if x < 2 { return (((x - 5) * x + 8) * x - 4) * a }
            return 0
        }
    }
}
