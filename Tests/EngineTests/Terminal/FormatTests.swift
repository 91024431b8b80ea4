import Testing

@testable import Engine

@Suite struct FormatTests {
    struct Case: Sendable {
        var made: String
        var expected: String
    }

    @Test(arguments: [
        Case(made: Format.count(0), expected: "0"),
        Case(made: Format.count(-1234), expected: "-1,234"),
        Case(made: Format.count(1_234_567), expected: "1,234,567"),
        Case(made: Format.duration(0.345), expected: "0.35 s"),
        Case(made: Format.duration(59.94), expected: "59.9 s"),
        Case(made: Format.duration(65), expected: "1:05"),
        Case(made: Format.duration(600), expected: "10:00"),
        Case(made: Format.duration(3723), expected: "1:02:03"),
        Case(made: Format.duration(.infinity), expected: "?"),
        Case(made: Format.rate(0.25), expected: "0.3/s"),
        Case(made: Format.rate(1234.4), expected: "1,234/s"),
        Case(made: Format.metric(0.123456), expected: "0.1235"),
        Case(made: Format.metric(-12.345), expected: "-12.35"),
        Case(made: Format.metric(.nan), expected: "nan"),
        Case(made: Format.metric(3), expected: "3"),
        Case(made: Format.megabytes(1_234_567_890), expected: "1,234 MB"),
    ])
    func `numbers read well`(_ sample: Case) { #expect(sample.made == sample.expected) }

    @Test func `columns line up and lines end without spaces`() {
        var table = TextTable([("name", .left), ("count", .right), ("", .left)])
        table.append(["a", "1,000", ""])
        table.append(["long name", "2", "x"])
        #expect(table.text == "name       count\na          1,000\nlong name      2  x\n")
    }

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
