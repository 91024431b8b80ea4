import Records
import Rewards
import Storage
import Testing

@testable import Stages

@Suite struct CommandRewardTests {
    private let fixture: RewardFixture

    init() throws { fixture = try RewardFixture() }

    /// Gives each response the score that stands behind its id in a file of two columns.
    private static let echo = #"sed 's/^{"id":\("[^"]*"\).*/{"id":\1,"score":0.25}/'"#

    @Test func `a program reads a line a response and writes one`() async throws {
        let reward = try fixture.command(CommandRewardTests.echo)
        for _ in 0..<2 {
            let scores = try await reward.scores(of: RewardFixture.responses)
            #expect(scores == [BatchScore(0.25), BatchScore(0.25)])
        }
        let lines = try FileSystem.read("\(fixture.folder)/responses.jsonl").split(separator: 10)
        #expect(lines.count == 2)
    }

    @Test func `what a program prints to its standard error is no score`() async throws {
        let reward = try fixture.command("echo loading >&2; " + CommandRewardTests.echo)
        #expect(try await reward.scores(of: RewardFixture.responses).count == 2)
        let log = String(decoding: try FileSystem.read("\(fixture.folder)/log"), as: UTF8.self)
        #expect(log.contains("loading"))
    }

    struct Case: Sendable {
        var program: String
        var code: Fault.Code
        var expected: String
    }

    @Test(arguments: [
        Case(program: "echo no >&2; exit 3", code: .failedUnits, expected: "exit status 3"),
        Case(program: "exit 75", code: .tryAgain, expected: "exit status 75"),
        Case(program: "echo [", code: .badInput, expected: ""),
        Case(program: "cat >/dev/null", code: .badInput, expected: "`q1#0.0.0` has no score"),
        Case(program: "kill -9 $$", code: .failedUnits, expected: "SIGKILL"),
    ])
    func `a program that fails is a fault`(_ given: Case) async throws {
        let reward = try fixture.command(given.program)
        let fault = await #expect(throws: Fault.self) {
            _ = try await reward.scores(of: RewardFixture.responses)
        }
        #expect(fault?.code == given.code)
        #expect(fault?.message.contains(given.expected) == true || given.expected.isEmpty)
        #expect(fault?.remedy != nil)
    }

    @Test func `a program that takes too long is stopped`() async throws {
        let reward = try fixture.command("sleep 600", timeout: .milliseconds(20))
        let fault = await #expect(throws: Fault.self) {
            _ = try await reward.scores(of: RewardFixture.responses)
        }
        #expect(fault?.code == .tryAgain)
        #expect(fault?.remedy == "raise reward.external.timeout")
    }

    @Test func `a program is stopped when the run is`() async throws {
        let reward = try fixture.command("touch started; sleep 600")
        let folder = fixture.folder
        let task = Task { try await reward.scores(of: RewardFixture.responses) }
        while try FileSystem.status("\(folder)/started") == nil { await Task.yield() }
        task.cancel()
        let fault = await #expect(throws: Fault.self) { _ = try await task.value }
        #expect(fault?.code == .interrupted)
    }

    @Test func `a program whose files change meanwhile scores nothing`() async throws {
        try FileSystem.write(Array("1".utf8), to: "\(fixture.folder)/weights")
        let reward = try fixture.command(
            "test -f runs && echo 2 > weights; touch runs; " + CommandRewardTests.echo,
            files: ["weights"])
        #expect(try await reward.scores(of: RewardFixture.responses).count == 2)
        // Changed by the program itself, and then already before it would start.
        for _ in 0..<2 {
            let fault = await #expect(throws: Fault.self) {
                _ = try await reward.scores(of: RewardFixture.responses)
            }
            #expect(fault?.code == .badInput)
            #expect(fault?.message.hasPrefix("`weights`, which the reward depends on") == true)
            #expect(fault?.remedy?.contains("trained anew") == true)
            try FileSystem.remove("\(fixture.folder)/runs")
        }
        #expect(try FileSystem.status("\(fixture.folder)/runs") == nil)
    }

    @Test func `a program that asks for pictures gets their files`() async throws {
        // The score is what the file's bytes say.
        var reward = try fixture.command(
            #"sed 's/.*"path":"\([^"]*\)".*/\1/' | while read path; do test "$(cat "$path")" = one \"#
                + "\n"
                + #"&& echo '{"id":"q1#0.0.0","score":0.75}'; done"#)
        reward.pictures = try fixture.writeShard()
        let asked = [RewardFixture.responseWithPicture]
        #expect(try await reward.scores(of: asked) == [BatchScore(0.75)])
        // Files of the step before go.
        try FileSystem.write([1], to: "\(fixture.folder)/pictures/other.png")
        #expect(try await reward.scores(of: asked) == [BatchScore(0.75)])
        #expect(
            try FileSystem.list("\(fixture.folder)/pictures")
                == ["\(SHA256.digest(of: "one").hex).png"])
    }
}
