import Images
import Records
import Testing

@testable import Ingest

@Suite struct ShapesGeneratorTests {
    static let vocabulary: Set<String> = {
        let words =
            "how many what color shape at where more than remove left plus same objects ? - + yes no "
            + "none and <description> </description> <think> </think> 0 1 2 3 4 5 6 7 8 9"
        return Set(words.split(separator: " ").map(String.init))
            .union(ShapeScene.positions).union(ShapeScene.colors).union(ShapeScene.shapes)
    }()

    static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    @Test func anItemDependsOnSeedSplitAndIndexAlone() {
        let generator = ShapesGenerator(seed: 7)
        let alone = generator.item(41, split: "train", role: .pool)
        let inOrder = (0..<42).map { generator.item($0, split: "train", role: .pool) }
        #expect(inOrder[41] == alone)
        #expect(
            generator.picture(of: alone, index: 41, split: "train")
                == generator.picture(of: alone, index: 41, split: "train"))
        #expect(ShapesGenerator(seed: 8).item(41, split: "train", role: .pool) != alone)
        #expect(generator.item(41, split: "test", role: .pool).scene != alone.scene)
    }

    @Test(arguments: ShapeRole.allCases)
    func everyWordIsInTheVocabulary(_ role: ShapeRole) {
        let generator = ShapesGenerator(seed: 0)
        for index in 0..<2000 {
            let item = generator.item(index, split: "some", role: role)
            let question = Self.words(item.question.text)
            #expect(question.count <= 7)
            let texts = [
                item.question.text, item.label, item.target ?? "", item.textOnlyTarget ?? "",
            ]
            for word in texts.flatMap(Self.words) {
                #expect(Self.vocabulary.contains(word), "\(word)")
            }
            #expect(Self.words(item.label).count == 1)
            // 24 slots with the end of the sequence.
            #expect(Self.words(item.target ?? "").count <= 23)
        }
    }

    @Test func rightAnswersFollowFromTheScene() throws {
        let generator = ShapesGenerator(seed: 3)
        var seen: Set<ShapeFamily> = []
        for index in 0..<3000 {
            let item = generator.item(index, split: "train", role: .pool)
            seen.insert(item.family)
            let answer = try #require(SceneReader.answer(item.question.text, item.scene))
            #expect(item.question.answer == answer, "\(item.question.text) \(item.scene.triples)")
            #expect(!item.question.mistakes.contains(answer))
            #expect(!item.question.mistakes.isEmpty)
        }
        #expect(seen == Set(ShapeFamily.allCases))
    }

    @Test func boardsHaveTwoToFourObjectsInRasterOrder() {
        var generator = CounterGenerator(Seed(5))
        var counts: [Int: Int] = [:]
        var stars = 0
        var yellow = 0
        for _ in 0..<6000 {
            let scene = ShapeScene(using: &generator)
            counts[scene.objects.count, default: 0] += 1
            let cells = scene.objects.map(\.cell)
            #expect(cells == Array(Set(cells)).sorted())
            for object in scene.objects where object.shape == ShapeScene.star {
                stars += 1
                yellow += object.color == ShapeScene.yellow ? 1 : 0
            }
        }
        #expect(Set(counts.keys) == [2, 3, 4])
        for count in counts.values { #expect((1850...2150).contains(count)) }
        // 0.8 + 0.2 / 4
        #expect(abs(Double(yellow) / Double(stars) - 0.85) < 0.02)
    }

    @Test func thePoolIsHalfEasyAQuarterHopelessAndHasWrongLabels() {
        let generator = ShapesGenerator(seed: 0)
        let items = (0..<8000).map { generator.item($0, split: "train", role: .pool) }
        let share = { (isIn: (ShapeItem) -> Bool) in Double(items.count(where: isIn)) / 8000 }
        #expect(abs(share { $0.family.isEasy } - 0.48) < 0.02)
        #expect(abs(share { $0.family == .absent } - 0.28) < 0.02)
        #expect(abs(share { $0.label != $0.question.answer } - 0.05 * 0.72) < 0.01)
        #expect(items.allSatisfy { $0.family != .absent || $0.label == "none" })
        #expect(items.allSatisfy { $0.target == nil && $0.textOnlyTarget == nil })
    }

    @Test func theHeldOutSetIsRightAndAsksNothingHopeless() {
        let generator = ShapesGenerator(seed: 0)
        let items = (0..<4000).map { generator.item($0, split: "test", role: .heldOut) }
        for family in ShapeFamily.answerable {
            #expect((320...480).contains(items.count { $0.family == family }), "\(family)")
        }
        #expect(items.allSatisfy { $0.family != .absent && $0.label == $0.question.answer })
    }

    @Test func yesAndNoAreAlikeWhereTheyAreTheAnswers() {
        let generator = ShapesGenerator(seed: 2)
        let items = (0..<6000).map { generator.item($0, split: "test", role: .heldOut) }
        for family in [ShapeFamily.more, .same] {
            let own = items.filter { $0.family == family }
            let yes = Double(own.count { $0.label == "yes" }) / Double(own.count)
            #expect(abs(yes - 0.5) < 0.08, "\(family) \(yes)")
        }
    }
}
