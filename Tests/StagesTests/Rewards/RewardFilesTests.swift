import Glibc
import Manifests
import Records
import Rewards
import Storage
import Testing

@testable import Stages

@Suite struct RewardFilesTests {
    private let fixture: RewardFixture
    private let settings: ExternalRewardSettings

    init() throws {
        fixture = try RewardFixture()
        var settings = ExternalRewardSettings()
        settings.command = ["judge", "rewards/rules.txt", "--fast", "rewards"]
        settings.files = ["weights"]
        self.settings = settings
        for name in ["bin", "rewards"] { try FileSystem.createFolder("\(fixture.folder)/\(name)") }
        for (path, text) in [("bin/judge", "p"), ("rewards/rules.txt", "r"), ("weights", "w")] {
            try write(text, path)
        }
        chmod("\(fixture.folder)/bin/judge", 0o755)
    }

    private func write(_ text: String, _ path: String) throws {
        try FileSystem.write(Array(text.utf8), to: "\(fixture.folder)/\(path)")
    }

    private func files(_ settings: ExternalRewardSettings? = nil) throws(Fault) -> RewardFiles {
        try fixture.files(settings ?? self.settings, path: "\(fixture.folder)/bin")
    }

    @Test func `the program in PATH, its arguments' files and those listed are digested`() throws {
        func digest(_ text: String) -> JSONValue { .string(SHA256.digest(of: text).hex) }
        #expect(
            try files().content == [
                "judge": digest("p"), "rewards/rules.txt": digest("r"), "weights": digest("w"),
            ])
    }

    @Test(arguments: ["bin/judge", "rewards/rules.txt", "weights"])
    func `a file that changes or goes is noticed, until it is put back`(path: String) throws {
        let files = try files()
        let place = "\(fixture.folder)/\(path)"
        let before = try FileSystem.read(place)
        try files.check()
        try write("other", path)
        #expect(throws: Fault.self) { try files.check() }
        try FileSystem.remove(place)
        #expect(throws: Fault.self) { try files.check() }
        try FileSystem.write(before, to: place)
        try files.check()
    }

    struct Case: Sendable {
        var command: [String]
        var files: [String] = []
        var code: Fault.Code
        var line: Int
    }

    @Test(arguments: [
        Case(command: ["nobody"], code: .unavailable, line: 2),
        Case(command: ["rewards/nothing"], code: .noInput, line: 2),
        Case(command: ["judge"], files: ["rewards"], code: .noInput, line: 3),
        Case(command: ["judge"], files: ["nothing"], code: .noInput, line: 3),
    ])
    func `what is not there is a fault at its place`(_ given: Case) throws {
        var settings = settings
        settings.command = given.command
        settings.files = given.files
        let fault = #expect(throws: Fault.self) { try files(settings) }
        #expect(fault?.code == given.code)
        #expect(fault?.location?.line == given.line)
        #expect(fault?.remedy != nil)
    }

    /// Gives each response 0.25.
    private static let echo = #"sed 's/^{"id":\("[^"]*"\).*/{"id":\1,"score":0.25}/'"#

    @Test func `a program whose files change meanwhile scores nothing`() async throws {
        try FileSystem.write(Array("1".utf8), to: "\(fixture.folder)/weights")
        let reward = try fixture.command(
            "test -f runs && echo 2 > weights; touch runs; " + RewardFilesTests.echo,
            files: ["weights"])
        #expect(try await reward.scores(of: [RewardFixture.response]).count == 1)
        // Changed by the program itself, and then already before it would start.
        for _ in 0..<2 {
            let fault = await #expect(throws: Fault.self) {
                _ = try await reward.scores(of: [RewardFixture.response])
            }
            #expect(fault?.code == .badInput)
            #expect(fault?.message.hasPrefix("`weights`, which the reward depends on") == true)
            #expect(fault?.remedy?.contains("trained anew") == true)
            try FileSystem.remove("\(fixture.folder)/runs")
        }
        #expect(try FileSystem.status("\(fixture.folder)/runs") == nil)
    }
}
