import Engine
import Records
import Testing

/// What a binary says of itself.
@Suite struct BuildIdentityTests {
    struct Case: Sendable {
        var build: BuildIdentity
        var text: String
    }

    @Test(arguments: [
        Case(
            build: BuildIdentity(commit: "288cb6f", compiler: "6.3.1", configuration: "release"),
            text: "(288cb6f, release, Swift 6.3.1)"),
        Case(
            build: BuildIdentity(commit: "288cb6f+", compiler: "6.3.1", configuration: "debug"),
            text: "(288cb6f+, debug, Swift 6.3.1)"),
        Case(
            build: BuildIdentity(commit: "not in git", compiler: "6.4", configuration: "release"),
            text: "(not in git, release, Swift 6.4)"),
        Case(
            build: BuildIdentity(configuration: "debug"),
            text: "(commit unknown, debug, Swift \(Software.compiler))"),
        Case(
            build: BuildIdentity(commit: "a\u{1B}[31mb", compiler: "6.3\n"),
            text: "(a[31mb, Swift 6.3)"),
    ])
    func `a build is told in a line`(sample: Case) {
        #expect("\(sample.build)" == "\(Software.version) \(sample.text)")
    }

    @Test func `receipts and logs tell version and compiler, and no commit`() {
        #expect(
            Software.members().map { $0.name } == ["pipeline", "swift"])
        #expect(
            Software.members().map(\.value) == [
                .string(Software.version), .string(Software.compiler),
            ])
    }
}
