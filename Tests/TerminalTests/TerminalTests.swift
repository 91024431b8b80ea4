import Engine
import Glibc
import Records
import Storage
import TestSupport
import Testing

@testable import Terminal

@Suite struct TerminalTests {
    /// What a body writes into a stream.
    private func written(_ body: (OutputStream) throws -> Void) throws -> String {
        let temporary = try TemporaryFolder()
        let path = temporary["output"]
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
        try body(OutputStream(descriptor: descriptor))
        close(descriptor)
        return String(decoding: try FileSystem.read(path), as: UTF8.self)
    }

    private func events() -> [Event] {
        var events: [Event] = []
        func add(_ kind: Event.Kind, at second: Int, _ edit: (inout Event) -> Void = { _ in }) {
            var event = Event(kind, stage: kind == .runStarted ? nil : "train")
            event.time = Timestamp(milliseconds: second * 1000)
            edit(&event)
            events.append(event)
        }
        add(.runStarted, at: 0) {
            $0.session = Event.Session(
                run: "r", processIdentifier: 1, host: "h", jobs: 2, stages: ["train", "next"])
        }
        add(.stagePlanned, at: 0) {
            $0.unitCount = 2
            $0.cachedCount = 1
        }
        add(.unitStarted, at: 0) { $0.unit = "b" }
        for second in 1...25 {
            add(.unitProgress, at: second) {
                $0.unit = "b"
                $0.progress = UnitProgress(
                    done: second * 2, total: 50, what: "steps", metrics: [.init("loss", 0.5)])
            }
        }
        add(.unitFinished, at: 26) { $0.unit = "b" }
        add(.stageFinished, at: 26) {
            $0.accounting = Accounting(inputs: 1200, outputs: 1199, rejects: ["torn": 1])
            $0.cost = Cost(wallSeconds: 26)
        }
        add(.notice, at: 26) { $0.message = "odd \u{1B}[31mthing" }
        return events
    }

    @Test func `plain lines tell starts, ends, notices and a heartbeat every ten seconds`() throws {
        let text = try written { stream in
            let renderer = PlainRenderer(stream: stream)
            for event in events() { renderer.receive(event) }
        }
        #expect(
            text == """
                [1/2] train: 2 units, 1 done before
                stage 1/2 train · 1/2 units · 10.0 s · 15.0 s left · b: steps 20/50 · 2.0/s · loss 0.5000
                stage 1/2 train · 1/2 units · 20.0 s · 5.00 s left · b: steps 40/50 · 2.0/s · loss 0.5000
                [1/2] train: done, 1,200 in, 1,199 out, 1 rejected, 26.0 s
                notice (train): odd \\u{1b}[31mthing

                """)
    }

    @Test func `quiet leaves only notices`() throws {
        let text = try written { stream in
            let renderer = PlainRenderer(stream: stream, isQuiet: true)
            for event in events() { renderer.receive(event) }
        }
        #expect(text == "notice (train): odd \\u{1b}[31mthing\n")
    }

    @Test func `the JSON stream can be read back`() throws {
        let text = try written { stream in
            for event in events() { JSONLinesListener(stream: stream).receive(event) }
        }
        var read: [Event] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            read.append(try Event(json: JSONReader.parse(Array(line), file: "x")))
        }
        #expect(read == events())
    }

    @Test func `a live block leaves nothing but its lines behind`() throws {
        let text = try written { stream in
            let renderer = LiveRenderer(stream: stream)
            for event in events() { renderer.receive(event) }
            renderer.close()
            renderer.receive(.notice("too late"))
        }
        #expect(text.contains("[1/2] train: done, 1,200 in"))
        #expect(!text.contains("too late"))
        let drawn = text.components(at: "\n")
        #expect(
            drawn.count { $0.contains("stage 1/2") } == text.components(at: "\u{1B}[J").count - 1)
    }

    @Test func `a reader that goes away ends the output quietly`() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        let stream = OutputStream(descriptor: ends[1])
        stream.write("lost\n")
        #expect(throws: Never.self) { try stream.check() }
        close(ends[1])
        // Broken once, it writes no more, even where the descriptor now leads elsewhere.
        let text = try written { other in
            #expect(!other.isTerminal)
            stream.write("still lost\n")
        }
        #expect(text.isEmpty)
    }

    @Test(arguments: ["/dev/full", nil])
    func `output that cannot be written is a fault in the end`(path: String?) throws {
        // A descriptor that cannot be written is as good as a closed one, and nobody's else.
        let descriptor = path.map { open($0, O_WRONLY) } ?? open("/dev/null", O_RDONLY)
        defer { close(descriptor) }
        let stream = OutputStream(descriptor: descriptor)
        #expect(throws: Never.self) { try stream.check() }
        stream.write("lost\n")
        stream.write("lost too\n")
        let fault = #expect(throws: Fault.self) { try stream.check() }
        #expect(fault?.code == .tryAgain)
        #expect(fault?.message.hasSuffix("cannot be written") == true)
        #expect(fault?.cause != nil)
    }
}

extension String {
    /// The parts between a separator, empty ones too.
    fileprivate func components(at separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
