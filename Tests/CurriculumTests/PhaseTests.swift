import Curriculum
import Records
import Testing

@Suite struct PhaseTests {
    private static let rows = Candidates.rows(600)

    private static func phase(
        _ rows: [Candidates.Row] = rows, _ change: (inout PhaseRule) -> Void
    ) throws -> BuiltPhase {
        var rule = PhaseRule(name: "p", capabilities: Set(Capability.allCases))
        change(&rule)
        let table = try Candidates.table(rows)
        return try CurriculumBuilder.build([rule], from: table, seed: Seed(1)).phases[0]
    }

    // MARK: Order

    @Test func `a shuffled phase is a permutation of its seed`() throws {
        let first = try PhaseTests.phase { $0.size = 100 }.members.map(\.choice.row)
        #expect(try PhaseTests.phase { $0.size = 100 }.members.map(\.choice.row) == first)
        #expect(first.sorted() != first)
        #expect(Set(first).count == 100)
    }

    @Test func `pass rates fall or rise`() throws {
        let falling = try PhaseTests.phase { $0.order = .easyToHard }.members
        #expect(
            zip(falling, falling.dropFirst()).allSatisfy {
                $0.choice.posteriorMean >= $1.choice.posteriorMean
            })
        let rising = try PhaseTests.phase { $0.order = .hardToEasy }.members
        #expect(
            rising.map(\.choice.posteriorMean) == falling.map(\.choice.posteriorMean).reversed())
    }

    @Test func `equal pass rates are in the order of the keys`() throws {
        let rows = (0..<50).map {
            Candidates.Row(source: "a", candidate: Candidates.candidate("\($0)"))
        }
        let members = try PhaseTests.phase(rows) { $0.order = .easyToHard }.members
        #expect(members.count == 50)
        #expect(zip(members, members.dropFirst()).allSatisfy { $0.choice.key < $1.choice.key })
    }

    @Test func `capabilities come one after another, shuffled within`() throws {
        let members = try PhaseTests.phase { $0.order = .byCapability }.members
        let places = members.map { Capability.allCases.firstIndex(of: $0.choice.capability) ?? 9 }
        #expect(places == places.sorted())
        let coarse = members.prefix { $0.choice.capability == .coarse }.map(\.choice.row)
        #expect(coarse.count > 10 && coarse != coarse.sorted())
    }

    @Test func `sources take turns until they have no more`() throws {
        var rows: [Candidates.Row] = []
        for (source, count) in [("b", 3), ("c", 1), ("a", 5)] {
            rows += (0..<count).map {
                Candidates.Row(
                    source: source, candidate: Candidates.candidate("\(source)\($0)"))
            }
        }
        let members = try PhaseTests.phase(rows) { $0.order = .interleaved }.members
        #expect(members.map { rows[$0.choice.row].source }.joined() == "abcababaa")
    }

    // MARK: Weights

    @Test func `what weighs nothing is never drawn, unless equal weights are mixed in`() throws {
        let rows = (0..<40).map {
            Candidates.Row(
                source: "a",
                candidate: Candidates.candidate("\($0)", variance: $0 % 2 == 0 ? 0 : 0.2))
        }
        var rule = PhaseRule(name: "p", capabilities: [.fine])
        rule.weights = WeightMix(.variance)
        rule.pictureLimit = 1
        let result = try CurriculumBuilder.build(
            [rule], from: try Candidates.table(rows), seed: Seed(1))
        #expect(result.phases[0].ownCount == 20)
        #expect(result.phases[0].members.allSatisfy { $0.choice.row % 2 == 1 })
        #expect(result.reason(leftOut: rows[0].candidate, row: 0)?.name == "zero_weight")
        let mixed = try PhaseTests.phase(rows) {
            $0.weights = WeightMix(.variance, uniformShare: 0.1)
        }
        #expect(mixed.ownCount == 40)
        let weights = mixed.members.map(\.choice.weight)
        let sum = weights.reduce(0, +)
        #expect(abs(sum - 40) < 4e-11)
    }

    // MARK: Pictures

    @Test func `of a picture the questions with the least keys are taken`() throws {
        let phase = try PhaseTests.phase { $0.pictureLimit = 2 }
        var byPicture: [TextHash: [Double]] = [:]
        let all = try PhaseTests.phase { _ in }
        for member in all.members {
            byPicture[PhaseTests.rows[member.choice.row].candidate.picture, default: []]
                .append(member.choice.key)
        }
        let expected = byPicture.values.flatMap { $0.sorted().prefix(2) }.sorted()
        #expect(phase.members.map(\.choice.key).sorted() == expected)
        #expect(expected.count < all.members.count)
        #expect(phase.control.count == phase.members.count)
    }

    @Test func `a control that earlier controls leave too few pictures goes beyond the cap`() throws
    {
        // The first phase takes the easy question, of the first picture. Its control may take the only
        // question of the second picture; the second control then has two of the first.
        let rows = (0..<4).map { number in
            Candidates.Row(
                source: "a",
                candidate: Candidates.candidate(
                    "\(number)", picture: number == 3 ? "second" : "first",
                    difficulty: number == 0 ? .easy : .medium))
        }
        let first = PhaseRule(name: "first", capabilities: [.fine], labels: [.easy])
        var second = PhaseRule(name: "second", capabilities: [.fine], labels: [.medium])
        second.pictureLimit = 1
        var beyond = 0
        for seed in 0..<40 {
            let result = try CurriculumBuilder.build(
                [first, second], from: try Candidates.table(rows), seed: Seed(UInt64(seed)))
            #expect(result.phases.map(\.control.count) == [1, 2])
            let isLast = result.phases[0].control[0].choice.row == 3
            let notices = result.phases[1].notices
            #expect(notices.count == (isLast ? 1 : 0))
            #expect(notices.allSatisfy { $0.contains("goes beyond `per_picture` by 1,") })
            beyond += notices.count
        }
        #expect(beyond > 0 && beyond < 40)
    }
}
