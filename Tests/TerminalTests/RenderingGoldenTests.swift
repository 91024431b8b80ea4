import Engine
import Glibc
import Records
import Storage
import TestSupport
import Testing

@testable import Terminal

/// What a person sees of a run, compared with what was kept.
@Suite struct RenderingGoldenTests {
    struct Case: Sendable {
        var name: String
        var isQuiet = false
        var colour = ColourChoice.never
    }

    @Test(arguments: [
        Case(name: "plain"), Case(name: "plain-quiet", isQuiet: true),
        Case(name: "plain-coloured", colour: .always),
    ])
    func `plain lines`(sample: Case) throws {
        let temporary = try TemporaryFolder()
        let path = "\(temporary.path)/output"
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
        defer { close(descriptor) }
        let stream = OutputStream(descriptor: descriptor)
        stream.colour(sample.colour)
        let renderer = PlainRenderer(stream: stream, isQuiet: sample.isQuiet, hasClock: false)
        for event in RecordedRun().events { renderer.receive(event) }
        renderer.close()
        try Golden.expect(String(decoding: try FileSystem.read(path), as: UTF8.self), sample.name)
    }

    struct Block: Sendable {
        var name: String
        var size: TerminalSize
        var style = TextStyle.plain
    }

    @Test(arguments: [
        Block(name: "block", size: .standard),
        Block(name: "block-narrow", size: TerminalSize(columns: 30, rows: 3)),
        Block(name: "block-coloured", size: .standard, style: .coloured),
    ])
    func `the live block after each event`(block: Block) throws {
        var progress = RunProgress()
        var text = ""
        for event in RecordedRun().events {
            progress.apply(event)
            let lines = LiveBlock.lines(progress, size: block.size, at: event.time)
            text += "-- \(event.kind.rawValue) \(event.stage ?? "") \(event.unit ?? "")\n"
            for line in lines { text += line.text(block.style) + "\n" }
        }
        try Golden.expect(text, block.name)
    }
}
