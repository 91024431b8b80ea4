import HTTP
import Records
import Testing

@Suite struct BackoffTests {
    @Test func `waits double, are spread by the seed, and end at a minute`() {
        for count in 1..<30 {
            let longest = min(60, 0.5 * Double(1 << min(count - 1, 10)))
            let delays = (0..<50).map { Backoff.delay(afterFailures: count, Seed($0)) }
            #expect(delays.allSatisfy { $0 >= .seconds(longest / 2) && $0 <= .seconds(longest) })
            #expect(Set(delays).count == 50)
            #expect(delays == (0..<50).map { Backoff.delay(afterFailures: count, Seed($0)) })
        }
    }
}
