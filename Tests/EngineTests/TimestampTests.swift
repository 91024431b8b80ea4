import Engine
import Testing

@Suite struct TimestampTests {
    struct Moment: Sendable {
        var milliseconds: Int
        var text: String
    }

    @Test(arguments: [
        Moment(milliseconds: 0, text: "1970-01-01T00:00:00.000Z"),
        Moment(milliseconds: 951_827_696_789, text: "2000-02-29T12:34:56.789Z"),
        Moment(milliseconds: 1_795_244_399_001, text: "2026-11-21T06:59:59.001Z"),
        Moment(milliseconds: -1, text: "1969-12-31T23:59:59.999Z"),
    ])
    func `moments print and read after RFC 3339`(_ moment: Moment) {
        #expect(Timestamp(milliseconds: moment.milliseconds).description == moment.text)
        #expect(Timestamp(moment.text)?.milliseconds == moment.milliseconds)
    }

    @Test(arguments: ["", "yesterday", "2000-02-29T12:34:56Z", "2000-13-29T12:34:56.789Z"])
    func `other text is no moment`(_ text: String) { #expect(Timestamp(text) == nil) }
}
