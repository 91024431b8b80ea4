import HTTP
import Testing

@Suite struct RetryAfterTests {
    struct Date: Sendable {
        var text: String
        var delay: Duration?
    }

    /// Now is 1994-11-06 08:49:37.
    @Test(arguments: [
        Date(text: "120", delay: .seconds(120)), Date(text: "0", delay: .zero),
        Date(text: "1.5", delay: .seconds(1.5)), Date(text: "-1", delay: nil),
        Date(text: "Sun, 06 Nov 1994 08:49:47 GMT", delay: .seconds(10)),
        Date(text: "Sunday, 06-Nov-94 08:50:37 GMT", delay: .seconds(60)),
        Date(text: "Sun Nov  6 09:49:37 1994", delay: .seconds(3600)),
        Date(text: "Sat, 05 Nov 1994 08:49:37 GMT", delay: .zero),
        Date(text: "Wed, 01 Mar 2000 00:00:00 GMT", delay: .seconds(951_868_800 - 784_111_777)),
        Date(text: "soon", delay: nil), Date(text: "", delay: nil), Date(text: "nan", delay: nil),
        Date(text: "Sun, 06 Nov 1994 25:49:47 GMT", delay: nil),
        Date(text: "Sun, 99 Nov 1994 08:49:47 GMT", delay: nil),
    ])
    func `Retry-After is a number or a date`(example: Date) {
        #expect(RetryAfter.delay(example.text, date: 784_111_777) == example.delay)
    }
}
