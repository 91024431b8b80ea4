import Testing

@testable import Training

@Suite("The KL weight over training")
struct KLControllerTests {
    @Test("a fixed weight stays")
    func fixed() {
        var controller = KLController(weight: 0.01)
        controller.update(observed: 100, count: 1000)
        #expect(controller.weight == 0.01)
    }

    @Test("an adaptive weight rises above the target and falls below, by at most a fifth")
    func adaptive() {
        var controller = KLController(weight: 1, rule: .adaptive(target: 2, horizon: 100))
        controller.update(observed: 2, count: 100)
        #expect(controller.weight == 1)
        controller.update(observed: 50, count: 100)
        #expect(abs(controller.weight - 1.2) < 1e-12)
        controller.update(observed: 0, count: 50)
        #expect(abs(controller.weight - 1.2 * 0.9) < 1e-12)
        controller.update(observed: 2.2, count: 10)
        #expect(controller.weight > 1.2 * 0.9)
    }
}
