import Testing

@testable import Grading

@Suite("Texts that are no calculations")
struct LiteralTextTests {
    @Test(
        "dates, ranges, times and addresses",
        arguments: ["2024-01-02", "1/2/2024", "3-4", "2.5 - 3", "10:30", "192.168.0.1", "5-10 cm"])
    func literals(text: String) { #expect(LiteralText.isOne(Array(text.utf8))) }

    @Test(
        "numbers and expressions", arguments: ["1/2", "-5", "7 3/4", "3x-4", "2.5", "5 cm", "3!"])
    func others(text: String) { #expect(!LiteralText.isOne(Array(text.utf8))) }
}
