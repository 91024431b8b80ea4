import Records
import Storage
import Testing

@testable import Rewards

@Suite struct CommandRewardTests {
    private let fixture: ExternalRewardFixture

    init() throws { fixture = try ExternalRewardFixture() }

    /// Gives each response 0.25.
    private static let echo = #"sed 's/^{"id":\("[^"]*"\).*/{"id":\1,"score":0.25}/'"#

    @Test func `a program reads a line a response and writes one`() async throws {
        let reward = fixture.command(CommandRewardTests.echo)
        for _ in 0..<2 {
            let scores = try await reward.scores(of: ExternalRewardFixture.responses)
            #expect(scores == [BatchScore(0.25), BatchScore(0.25)])
        }
        let lines = try FileSystem.read("\(fixture.folder)/responses.jsonl").split(separator: 10)
        #expect(lines.count == 2)
    }

    @Test func `what a program prints to its standard error is no score`() async throws {
        let reward = fixture.command("echo loading >&2; " + CommandRewardTests.echo)
        #expect(try await reward.scores(of: ExternalRewardFixture.responses).count == 2)
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
        let reward = fixture.command(given.program)
        let fault = await #expect(throws: Fault.self) {
            _ = try await reward.scores(of: ExternalRewardFixture.responses)
        }
        #expect(fault?.code == given.code)
        #expect(fault?.message.contains(given.expected) == true || given.expected.isEmpty)
        #expect(fault?.remedy != nil)
    }

    @Test func `a program that takes too long is stopped`() async throws {
        let reward = fixture.command("sleep 600", timeout: .milliseconds(20))
        let fault = await #expect(throws: Fault.self) {
            _ = try await reward.scores(of: ExternalRewardFixture.responses)
        }
        #expect(fault?.code == .tryAgain)
        #expect(fault?.remedy == "raise reward.external.timeout")
    }

    @Test func `a program is stopped when the run is`() async throws {
        let reward = fixture.command("touch started; sleep 600")
        let folder = fixture.folder
        let task = Task { try await reward.scores(of: ExternalRewardFixture.responses) }
        while try FileSystem.status("\(folder)/started") == nil { await Task.yield() }
        task.cancel()
        let fault = await #expect(throws: Fault.self) { _ = try await task.value }
        #expect(fault?.code == .interrupted)
    }

    @Test func `a program that asks for pictures gets their files`() async throws {
        // The score is what the file's bytes say.
        var reward = fixture.command(
            #"sed 's/.*"path":"\([^"]*\)".*/\1/' | while read path; do test "$(cat "$path")" = one \"#
                + "\n"
                + #"&& echo '{"id":"q1#0.0.0","score":0.75}'; done"#)
        reward.pictures = try fixture.writeShard()
        let asked = [ExternalRewardFixture.responseWithPicture]
        #expect(try await reward.scores(of: asked) == [BatchScore(0.75)])
        // Files of the step before go.
        try FileSystem.write([1], to: "\(fixture.folder)/pictures/other.png")
        #expect(try await reward.scores(of: asked) == [BatchScore(0.75)])
        #expect(
            try FileSystem.list("\(fixture.folder)/pictures")
                == ["\(SHA256.digest(of: "one").hex).png"])
    }
}
