import Records
import Testing

@testable import Rollouts

/// The small rules that a policy of an endpoint is made of.
@Suite struct EndpointPartsTests {
    @Test func `a window doubles at first, then grows by one a round, and halves once a burst`() {
        var window = ConcurrencyWindow(maximum: 100)
        #expect(window.size == 8)
        func round(at second: Int) {
            for _ in 0..<window.size {
                window.succeeded(seconds: 1, underWay: window.size, now: .seconds(second))
            }
        }
        round(at: 1)
        #expect(window.size == 16)
        round(at: 2)
        round(at: 3)
        #expect(window.size == 64)
        for _ in 0..<10 { window.overloaded(startedAt: .seconds(3), now: .seconds(4)) }
        #expect(window.size == 32)
        round(at: 5)
        #expect(window.size == 32 || window.size == 33)
        round(at: 6)
        #expect(window.size == 33 || window.size == 34)
        window.overloaded(startedAt: .seconds(6), now: .seconds(7))
        #expect(window.size <= 17)
        for second in 8..<300 { round(at: second) }
        #expect(window.size == 100)
        for second in 300..<400 {
            window.overloaded(startedAt: .seconds(second), now: .seconds(second))
        }
        #expect(window.size == 1)
    }

    @Test func `a window that is not used does not grow`() {
        var window = ConcurrencyWindow(maximum: 100)
        for second in 0..<50 {
            window.succeeded(seconds: 1, underWay: 3, now: .seconds(second))
        }
        #expect(window.size == 8)
    }

    @Test func `a window shrinks where responses only take longer, to a quarter at most`() {
        var window = ConcurrencyWindow(maximum: 64)
        var now = Duration.zero
        // The server gives ten responses a second, whatever it is asked for.
        var largest = 0
        for _ in 0..<2000 {
            now += .milliseconds(100)
            window.succeeded(
                seconds: Double(window.size) / 10, underWay: window.size, now: now)
            largest = max(largest, window.size)
        }
        #expect(window.size < largest)
        #expect(window.size < 64)
        for _ in 0..<2000 {
            now += .seconds(1)
            window.succeeded(seconds: 1000, underWay: window.size, now: now)
        }
        #expect(window.size >= 16)
    }

    @Test func `a breaker opens after five failures in a row, tries once, and closes again`() {
        var breaker = CircuitBreaker()
        for _ in 0..<4 { breaker.failed(.zero) }
        breaker.answered()
        for _ in 0..<4 { breaker.failed(.zero) }
        #expect(breaker.permission(.zero) == .granted)
        breaker.failed(.zero)
        #expect(breaker.permission(.zero) == .from(.seconds(2)))
        breaker.failed(.seconds(1))
        #expect(breaker.permission(.seconds(1)) == .from(.seconds(2)))
        #expect(breaker.permission(.seconds(2)) == .granted)
        breaker.started()
        #expect(breaker.permission(.seconds(2)) == .afterTrial)
        breaker.failed(.seconds(3))
        #expect(breaker.permission(.seconds(3)) == .from(.seconds(7)))
        breaker.started()
        breaker.cancelled(.seconds(8))
        #expect(breaker.permission(.seconds(8)) == .granted)
        breaker.started()
        breaker.answered()
        #expect(breaker.permission(.seconds(9)) == .granted)
    }

    @Test func `a breaker's pause ends at a minute`() {
        var breaker = CircuitBreaker()
        for _ in 0..<5 { breaker.failed(.zero) }
        for _ in 0..<20 {
            breaker.started()
            breaker.failed(.zero)
        }
        #expect(breaker.permission(.zero) == .from(.seconds(60)))
    }

    @Test func `no more than so many pass a gate, in order, and the cancelled do not`() async {
        let gate = UploadGate(2)
        #expect(await gate.enter())
        #expect(await gate.enter())
        let waiting = Task { await gate.enter() }
        let cancelled = Task { await gate.enter() }
        cancelled.cancel()
        #expect(await cancelled.value == false)
        gate.leave()
        #expect(await waiting.value)
        gate.leave()
        gate.leave()
        #expect(await gate.enter())
    }
}
