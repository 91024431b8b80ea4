import Testing

import Records

@Suite struct FormatTests {
    struct Case: Sendable {
        var made: String
        var expected: String
    }

    @Test(arguments: [
        Case(made: Format.count(0), expected: "0"),
        Case(made: Format.percent(0.88), expected: "88.0 %"),
        Case(made: Format.share(0.5, low: 0.25, high: 0.751), expected: "50.0 % [25.0, 75.1]"),
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
        Case(made: Format.metric(0.00023999999999999998), expected: "2.4e-4"),
        Case(made: Format.metric(-0.0009999), expected: "-1e-3"),
        Case(made: Format.metric(.leastNonzeroMagnitude), expected: "5e-324"),
        Case(made: Format.metric(1.2345e-07), expected: "1.23e-7"),
        Case(made: Format.megabytes(1_234_567_890), expected: "1,234 MB"),
    ])
    func `numbers read well`(_ sample: Case) { #expect(sample.made == sample.expected) }
}
