import Engine
import Glibc
import Records
import Storage
import TestSupport
import Testing

@testable import Terminal

@Suite struct PlainRendererTests {
    private func planned() -> Event {
        var event = Event(.stagePlanned, stage: "train")
        event.time = Timestamp(milliseconds: 1000)
        event.unitCount = 2
        return event
    }

    /// What a renderer writes without a clock of its own.
    private func written(isQuiet: Bool = false, _ body: (PlainRenderer) -> Void) throws -> [String]
    {
        let temporary = try TemporaryFolder()
        let path = "\(temporary.path)/output"
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
        defer { close(descriptor) }
        body(
            PlainRenderer(
                stream: OutputStream(descriptor: descriptor), isQuiet: isQuiet, hasClock: false))
        return String(decoding: try FileSystem.read(path), as: UTF8.self)
            .split(separator: "\n").map { String($0) }
    }

    @Test func `a stage whose units are silent is heard of every ten seconds`() throws {
        let lines = try written { renderer in
            renderer.receive(planned())
            for second in 1...35 {
                #expect(renderer.beat(at: Timestamp(milliseconds: second * 1000)))
            }
        }
        #expect(
            lines == [
                "[?/0] train: 2 units", "stage ?/0 train · 0/2 units · 10.0 s",
                "stage ?/0 train · 0/2 units · 20.0 s", "stage ?/0 train · 0/2 units · 30.0 s",
            ])
    }

    @Test(arguments: [
        (Fault.Code.tryAgain, "not done yet"), (.badInput, "failed"),
    ])
    func `what goes on with the same command later has not failed`(
        code: Fault.Code, word: String
    ) throws {
        let lines = try written(isQuiet: true) { renderer in
            renderer.receive(planned())
            for kind in [Event.Kind.unitFailed, .stageFailed] {
                var event = Event(kind, stage: "train", unit: kind == .unitFailed ? "a" : nil)
                event.code = code
                event.message = "280 requests wait"
                renderer.receive(event)
            }
        }
        #expect(
            lines == [
                "[?/0] train/a: \(word), 280 requests wait",
                "[?/0] train: \(word), 280 requests wait",
            ])
    }

    @Test func `between stages, and once it is closed, it is silent`() throws {
        let lines = try written { renderer in
            renderer.receive(planned())
            renderer.receive(Event(.runFinished))
            #expect(renderer.beat(at: Timestamp(milliseconds: 60_000)))
            renderer.close()
            renderer.receive(planned())
            #expect(!renderer.beat(at: Timestamp(milliseconds: 120_000)))
        }
        #expect(lines == ["[?/0] train: 2 units"])
    }

    @Test func `a clock that is set back does not silence it`() throws {
        let lines = try written { renderer in
            var event = planned()
            event.time = Timestamp(milliseconds: 1_000_000)
            renderer.receive(event)
            for second in 1...11 { _ = renderer.beat(at: Timestamp(milliseconds: second * 1000)) }
        }
        #expect(lines.count == 2)
    }

    @Test func `many failures of a stage are counted, not told`() throws {
        let most = EventText.mostFailures
        let lines = try written { renderer in
            renderer.receive(planned())
            for number in 1...(3 * most) {
                var event = Event(.unitFailed, stage: "train", unit: "\(number)")
                event.time = Timestamp(milliseconds: 1000)
                event.message = "bad"
                renderer.receive(event)
            }
        }
        #expect(lines.count == 1 + most)
        #expect(lines.last?.hasSuffix("bad; further failures are only counted") == true)
    }
}
