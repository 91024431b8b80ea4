import Manifests
import Records
import Testing

/// Files that were damaged at random are read, or refused with a place in them; nothing traps.
@Suite struct MutationTests {
    @Test(arguments: ["manifests/run.yaml", "pipelines/small.yaml", "datasets/files.yaml"])
    func `every fault points into a file that was read`(_ name: String) throws {
        let files = [
            "datasets/files.yaml": RepositoryFixture.files,
            "manifests/run.yaml":
                "name: q\npipeline: small\ndatasets: [files, shapes]\npolicy: {width: 64}\n"
                + "data_root: x\nstages:\n  warm-up: {steps: 3, optimizer: {beta1: 0.5}}\n",
        ]
        let fixture = try RepositoryFixture(files)
        let original = Array(
            (files[name] ?? RepositoryFixture.pipeline).utf8)
        let pieces = Array("\n\t :-[]{}&*!?'\"#,|>%@`~<0\u{0}".utf8) + [0xFF, 0xC3]
        var generator = CounterGenerator(Seed(7).deriving(name))
        var refusals = 0
        for _ in 0..<300 {
            var bytes = original
            for _ in 0...generator.index(below: 3) {
                let place = generator.index(below: bytes.count)
                switch generator.index(below: 3) {
                case 0: bytes[place] = pieces[generator.index(below: pieces.count)]
                case 1: bytes.insert(pieces[generator.index(below: pieces.count)], at: place)
                default: bytes.removeSubrange(place..<min(place + 9, bytes.count))
                }
            }
            try fixture.write(bytes, to: name)
            do throws(ManifestErrors) {
                _ = try fixture.load(checkingFiles: false)
            } catch {
                refusals += 1
                #expect(!error.faults.isEmpty)
                for fault in error.faults {
                    let location = try #require(fault.location)
                    let text = try #require(error.sources[location.file])
                    let lineCount = text.unicodeScalars.count { $0.value < 14 && $0.value > 9 }
                    #expect((1...lineCount + 2).contains(location.line))
                    #expect(location.column >= 1)
                }
                #expect(error.rendered.hasSuffix("nothing was run"))
            }
        }
        #expect(refusals > 100)
    }
}
