import Testing

@testable import Records

@Suite struct ConfusionMatrixTests {
    @Test func `pairs are counted by old and new label; labels that never occur are left out`() {
        var matrix = ConfusionMatrix(of: "verdicts", labels: ["right", "wrong", "truncated"])
        for _ in 0..<12 { matrix.add("right", "right") }
        matrix.add("wrong", "right")
        matrix.add("wrong", "wrong")
        #expect(matrix.changedCount == 1)
        #expect(
            matrix.lines == [
                "1 of 14 verdicts change", "  old \\ new  right  wrong",
                "  right         12      0",
                "  wrong          1      1",
            ])
        #expect(matrix.json["wrong"]?["right"]?.integerValue == 1)
    }
}
