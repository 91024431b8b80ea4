import Testing

@testable import Model

@Suite("The vectorised exponential")
struct ExponentialTests {
    @Test("agrees with the C library to three units in the last place from -87 to 88")
    func accuracy() {
        var worst = 0.0
        for step in 0..<200_000 {
            let x = Float(-87 + 175 * Double(step) / 200_000)
            let value = Double(Float.exponential(SIMD8(repeating: x))[3])
            let exact = CMath.exponential(Double(x))
            worst = max(worst, abs(value - exact) / exact)
        }
        #expect(worst < 3 * 0x1p-23)
    }

    @Test("is 1 at 0 and stays finite outside its range")
    func bounds() {
        #expect(Float.exponential(SIMD8(repeating: 0))[0] == 1)
        #expect(Float.exponential(SIMD8(repeating: 1000))[0].isFinite)
        #expect(Float.exponential(SIMD8(repeating: -.infinity))[0] < 1e-37)
    }
}
