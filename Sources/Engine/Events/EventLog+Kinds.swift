public import Records
import Storage

extension EventLog {
    /// The events of some kinds in a log, in order. Other lines are not parsed.
    ///
    /// - Throws: a `Fault` if the file cannot be read; a log that is not there has no events.
    public static func read(_ path: String, kinds: [Event.Kind]) throws(Fault) -> [Event] {
        guard try FileSystem.status(path) != nil else { return [] }
        return events(in: try FileSystem.read(path)[...], kinds: kinds)
    }

    /// The events in bytes of a log that begin with a line's start; of some kinds alone if any are named. Lines
    /// that cannot be read are left out.
    static func events(in bytes: ArraySlice<UInt8>, kinds: [Event.Kind]? = nil) -> [Event] {
        // An event's kind is the first member of its line.
        let starts = kinds?.map { Array("{\"event\":\"\($0.rawValue)\"".utf8) }
        var events: [Event] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard starts?.contains(where: { line.starts(with: $0) }) ?? true,
                let json = try? JSONReader.parse(Array(line), file: "events.jsonl"),
                let event = try? Event(json: json)
            else { continue }
            events.append(event)
        }
        return events
    }
}
