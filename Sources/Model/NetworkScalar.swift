internal import COpenBLAS

/// A scalar that the network computes with: `Float` for work, `Double` for checks by finite
/// differences and against oracles.
public protocol NetworkScalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
    /// Eight scalars that are worked on at once.
    associatedtype Lanes: SIMD where Lanes.Scalar == Self

    /// eˣ of every lane.
    static func exponential(_ x: Lanes) -> Lanes

    /// The natural logarithm.
    static func logarithm(_ x: Self) -> Self

    /// The sum of all lanes, in a fixed order.
    static func sum(_ x: Lanes) -> Self

    /// C = alpha · op(A) · op(B) + beta · C on row-major matrices; op(A) is [m, k], op(B) is [k, n].
    static func multiply(
        _ a: UnsafePointer<Self>, _ strideA: Int, transposed transposeA: Bool,
        _ b: UnsafePointer<Self>, _ strideB: Int, transposed transposeB: Bool,
        into c: UnsafeMutablePointer<Self>, _ strideC: Int, m: Int, n: Int, k: Int, beta: Self)
}

/// How many scalars the kernels work on at once; widths are multiples of it.
let laneCount = 8

extension Float: NetworkScalar {
    /// Eight floats: one 256-bit register.
    public typealias Lanes = SIMD8<Float>

    /// eˣ to about 2 units in the last place for x in [-87, 88]; clamped to that range outside.
    ///
    /// Splits x into n·ln 2 + r and takes a polynomial in r (Cephes' expf), without a table. Adding
    /// 1.5·2²³ rounds to the nearest n and leaves n in the low bits, ready to become the exponent.
    @inline(__always)
    public static func exponential(_ x: Lanes) -> Lanes {
        // Not `pointwiseMin` and `pointwiseMax`, which compare lane by lane.
        let bounded = x.replacing(with: -87, where: x .< -87).replacing(with: 88, where: x .> 88)
        let shifted = bounded * 1.442_695_04 + 12_582_912
        let n = shifted - 12_582_912
        let r = bounded - n * 0.693_359_375 + n * 2.121_944_4e-4
        var p = Lanes(repeating: 1.987_569_15e-4)
        p = p * r + 1.398_199_950_7e-3
        p = p * r + 8.333_451_907_3e-3
        p = p * r + 4.166_579_589_4e-2
        p = p * r + 1.666_666_545_9e-1
        p = p * r + 5.000_000_120_1e-1
        let result = p * (r * r) + r + 1
        let exponent = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< 23
        return result * unsafeBitCast(exponent &+ 0x3F80_0000, to: Lanes.self)
    }

    /// The natural logarithm.
    @inline(__always)
    public static func logarithm(_ x: Float) -> Float { Float(CMath.logarithm(Double(x))) }

    /// The sum of all lanes by halves.
    @inline(__always)
    public static func sum(_ x: Lanes) -> Float {
        let four = x.lowHalf + x.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }

    /// Single-precision product on OpenBLAS.
    @inline(__always)
    public static func multiply(
        _ a: UnsafePointer<Float>, _ strideA: Int, transposed transposeA: Bool,
        _ b: UnsafePointer<Float>, _ strideB: Int, transposed transposeB: Bool,
        into c: UnsafeMutablePointer<Float>, _ strideC: Int, m: Int, n: Int, k: Int, beta: Float
    ) {
        copenblas_multiply_floats(
            transposeA, transposeB, Int32(m), Int32(n), Int32(k), a, Int32(strideA), b,
            Int32(strideB), beta, c, Int32(strideC))
    }
}

extension Double: NetworkScalar {
    /// Eight doubles.
    public typealias Lanes = SIMD8<Double>

    /// eˣ of every lane by the C library.
    public static func exponential(_ x: Lanes) -> Lanes {
        var result = x
        for lane in 0..<laneCount { result[lane] = CMath.exponential(x[lane]) }
        return result
    }

    /// The natural logarithm by the C library.
    public static func logarithm(_ x: Double) -> Double { CMath.logarithm(x) }

    /// The sum of all lanes by halves.
    public static func sum(_ x: Lanes) -> Double {
        let four = x.lowHalf + x.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }

    /// Double-precision product on OpenBLAS.
    public static func multiply(
        _ a: UnsafePointer<Double>, _ strideA: Int, transposed transposeA: Bool,
        _ b: UnsafePointer<Double>, _ strideB: Int, transposed transposeB: Bool,
        into c: UnsafeMutablePointer<Double>, _ strideC: Int, m: Int, n: Int, k: Int,
        beta: Double
    ) {
        copenblas_multiply_doubles(
            transposeA, transposeB, Int32(m), Int32(n), Int32(k), a, Int32(strideA), b,
            Int32(strideB), beta, c, Int32(strideC))
    }
}

/// OpenBLAS, which is on one thread, so that sums have one order; parallelism is across batches.
public enum LinearAlgebra {
    /// Version, build options and the processor whose kernels are used; sums differ in the last
    /// place between kernels.
    public static let description: String = {
        let texts = [copenblas_configuration(), copenblas_core()]
        return texts.compactMap { $0.map { String(cString: $0) } }.joined(separator: "; kernels ")
    }()
}
