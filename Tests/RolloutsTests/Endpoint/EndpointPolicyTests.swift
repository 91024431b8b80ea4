import EndpointServer
import Records
import Rollouts
import Server
import Storage
import Testing

/// What the policy asks, and what it makes of the answers.
@Suite struct EndpointPolicyTests {
    @Test func `a request says all that shapes a response`() async throws {
        var fixture = try EndpointFixture()
        fixture.settings.sampling.topK = 40
        fixture.settings.sampling.minP = 0.05
        fixture.settings.sampling.stop = ["\n\n"]
        _ = try await fixture.draw(3)
        let body = try #require(fixture.completions.first).json
        let seed = try #require(body["seed"]?.integerValue)
        #expect(
            body == [
                "model": "pretend",
                "messages": [
                    ["role": "system", "content": "Be brief."],
                    ["role": "user", "content": "question q0 \"é\"\n"],
                ], "n": 3, "temperature": .real(1.0), "top_p": .real(0.9), "top_k": 40,
                "min_p": .real(0.05),
                "max_tokens": 64, "stop": ["\n\n"], "seed": .integer(seed), "stream": false,
            ])
        #expect(seed >= 0 && seed < Int(Int32.max))
    }

    @Test func `pictures are data URIs, in their places`() async throws {
        var fixture = try EndpointFixture()
        fixture.prompts = [
            EndpointFixture.prompt("p", [.text("question "), .picture(0), .text("?")])
        ]
        let policy = try await fixture.policy(pictures: SamePicture())
        #expect(policy.capabilities[0].pictureTokenCount == 64)
        _ = try await policy.draw([DrawRequest(prompt: 0, draws: 0..<1)])
        let messages = try #require(fixture.completions.first).json["messages"]?.arrayValue
        #expect(
            messages?.last?["content"] == [
                ["type": "text", "text": "question "],
                ["type": "image_url", "image_url": ["url": "data:image/png;base64,AP/+AQI="]],
                ["type": "text", "text": "?"],
            ])
    }

    @Test func `a draw's response is the same however draws are cut into requests`() async throws {
        var texts: [[String?]] = []
        for largestN in [1, 3, 8] {
            var fixture = try EndpointFixture()
            fixture.settings.largestN = largestN
            let outcomes = try await fixture.draw(8)
            #expect(outcomes.map(\.draw) == Array(0..<8))
            #expect(outcomes.map(\.prompt) == [Int](repeating: 0, count: 8))
            texts.append(outcomes.map { $0.response?.text })
            let seeds = outcomes.compactMap { $0.response?.seed }
            #expect(seeds.count == 8)
            #expect(zip(seeds, seeds.dropFirst()).allSatisfy { $1 == $0 + 1 })
            #expect(fixture.completions.count == (8 + largestN - 1) / largestN)
        }
        #expect(texts[0] == texts[1])
        #expect(texts[0] == texts[2])
        #expect(Set(texts[0]).count == 8)
    }

    @Test func `no two requests of a question share a seed, and questions differ`() async throws {
        var fixture = try EndpointFixture()
        fixture.settings.largestN = 2
        let policy = try await fixture.policy()
        _ = try await policy.draw([DrawRequest(prompt: 0, draws: 0..<6)])
        _ = try await policy.draw([DrawRequest(prompt: 0, draws: 6..<9)])
        let seeds = fixture.completions.flatMap { request -> [Int] in
            let first = request.json["seed"]?.integerValue ?? 0
            return (0..<(request.json["n"]?.integerValue ?? 1)).map { first + $0 }
        }
        #expect(seeds.count == 9)
        #expect(Set(seeds).count == 9)
        let other = try await policy.draw([DrawRequest(prompt: 1, draws: 0..<1)])
        #expect(other.compactMap { $0.response?.seed }.allSatisfy { !seeds.contains(Int($0)) })
    }

    @Test func `choices that a server leaves out are asked for one by one, as themselves`()
        async throws
    {
        let whole = try await EndpointFixture().draw(6)
        let model = PretendModel()
        let fixture = try EndpointFixture { request, _, _ in
            // Every other choice is kept back.
            guard request.json["n"] != nil else { return nil }
            let reply = model.answer(request)
            guard let json = try? JSONReader.parse(reply.body, file: ""),
                let choices = json["choices"]?.arrayValue
            else { return nil }
            let kept = choices.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
            return .json(200, ["choices": .array(kept)])
        }
        let outcomes = try await fixture.draw(6)
        #expect(outcomes.map { $0.response?.text } == whole.map { $0.response?.text })
        #expect(outcomes.map { $0.response?.seed } == whole.map { $0.response?.seed })
        #expect(fixture.completions.count == 4)
    }

    @Test func `a server that ignores n is asked for one at a time`() async throws {
        var model = PretendModel()
        model.n = .ignored
        let fixture = try EndpointFixture(model)
        let outcomes = try await fixture.draw(5)
        #expect(Set(outcomes.compactMap { $0.response?.text }).count == 5)
        #expect(fixture.completions.count == 5)
        #expect(fixture.completions.allSatisfy { $0.json["n"] == nil })
    }

    @Test func `tokens are counted where one response is alone`() async throws {
        let fixture = try EndpointFixture()
        let policy = try await fixture.policy()
        let alone = try await policy.draw([DrawRequest(prompt: 0, draws: 0..<1)])
        #expect(alone.map { $0.response?.tokenCount } == [9])
        #expect(alone[0].response?.seconds ?? 0 > 0)
        let several = try await policy.draw([DrawRequest(prompt: 0, draws: 1..<3)])
        #expect(several.map { $0.response?.tokenCount } == [nil, nil])
    }

    @Test func `many questions at once keep to the limit and get each their own`() async throws {
        var fixture = try EndpointFixture()
        fixture.settings.maximumConcurrency = 3
        let start = ContinuousClock.now
        let policy = try await fixture.policy()
        let outcomes = try await withThrowingTaskGroup(of: [DrawOutcome].self) { group in
            for prompt in 0..<8 {
                group.addTask {
                    try await policy.draw([DrawRequest(prompt: prompt, draws: 0..<4)])
                }
            }
            return try await group.reduce(into: [DrawOutcome]()) { $0 += $1 }
        }
        #expect(outcomes.count == 32)
        #expect(Set(outcomes.compactMap { $0.response?.text }).count == 32)
        // libcurl trusts no connection that was idle for two minutes, as on a machine that stands still.
        if start.duration(to: .now) < .seconds(100) {
            #expect(fixture.servers[0].connectionCount <= 3)
        }
    }

    @Test func `weights share the requests out`() async throws {
        var fixture = try EndpointFixture(weights: [3, 1])
        fixture.settings.largestN = 1
        let policy = try await fixture.policy()
        for draw in 0..<12 {
            _ = try await policy.draw([DrawRequest(prompt: 0, draws: draw..<(draw + 1))])
        }
        let counts = fixture.servers.map { server in
            server.received.count {
                $0.json["messages"]?.serialized.contains("question ") ?? false
            }
        }
        #expect(counts == [9, 3])
    }
}
