import Testing

@testable import Ingest

@Suite struct ComposedFormTests {
    struct Case: Sendable {
        var text: String
        var composed: String?
    }

    /// From UAX #15 and its test file: composition, order of marks, exclusions, Hangul, singletons.
    @Test(arguments: [
        Case(text: "plain"), Case(text: ""), Case(text: "\u{E9}"), Case(text: "q\u{301}"),
        Case(text: "e\u{301}", composed: "\u{E9}"),
        Case(text: "\u{212B}", composed: "\u{C5}"),
        Case(text: "A\u{30A}", composed: "\u{C5}"),
        Case(text: "d\u{307}\u{323}", composed: "\u{1E0D}\u{307}"),
        Case(text: "\u{1E0B}\u{323}", composed: "\u{1E0D}\u{307}"),
        Case(text: "\u{1100}\u{1161}\u{11A8}", composed: "\u{AC01}"),
        Case(text: "\u{958}", composed: "\u{915}\u{93C}"),
        Case(text: "\u{FB1D}", composed: "\u{5D9}\u{5B4}"),
        Case(text: "\u{F900}", composed: "\u{8C48}"), Case(text: "ﬁ"),
    ])
    func `a text is composed as the standard says`(given: Case) {
        #expect(
            ComposedForm.of(given.text).map { Array($0.utf8) }
                == given.composed.map { Array($0.utf8) })
    }

    @Test func `every scalar that composition changes is suspected by its shape`() {
        for value in UInt32(0x80)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value), ScalarShape(scalar) == .letter else {
                continue
            }
            if ComposedForm.of(String(scalar)) != nil {
                Issue.record("U+\(String(value, radix: 16)) is no plain letter")
            }
        }
    }
}
