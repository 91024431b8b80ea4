import Records
import Synchronization
import Testing

@Suite struct OnceTests {
    @Test func `a value is made by the first who asks`() async throws {
        let once = Once<Int>()
        let calls = Atomic(0)
        for _ in 0..<3 {
            let value = try await once.value { () throws(Fault) in
                calls.add(1, ordering: .relaxed).newValue
            }
            #expect(value == 1)
        }
    }

    @Test func `a failure is kept`() async throws {
        let once = Once<Int>()
        let fault = Fault(.badInput, "broken")
        for answer in [nil, 2] {
            let found = await #expect(throws: Fault.self) {
                try await once.value { () throws(Fault) in
                    guard let answer else { throw fault }
                    return answer
                }
            }
            #expect(found == fault)
        }
    }
}
