import Records
import Storage

/// The file in which a trainer says which checkpoint is the last.
struct CheckpointTracker {
    private let layout: TargetFacts.CheckpointLayout

    init(_ layout: TargetFacts.CheckpointLayout) { self.layout = layout }

    /// What is wrong with it, or nothing: it is not needed to go on, as `launch.sh` names the
    /// checkpoint, but a trainer that is started by hand believes it, or fails.
    func note(in folder: String, steps: [Int]) throws(Fault) -> String? {
        guard let name, !steps.isEmpty else { return nil }
        let path = "\(folder)/\(name)"
        guard try FileSystem.status(path)?.kind == .file else { return "`\(name)` is missing" }
        let bytes = try FileSystem.read(path)
        guard !bytes.isEmpty else { return "`\(name)` is empty" }
        guard let step = step(bytes) else { return "`\(name)` cannot be read" }
        if !steps.contains(step) { return "`\(name)` names step \(step), which is not there" }
        if let newest = steps.max(), newest != step {
            return "`\(name)` names step \(step), and step \(newest) is there"
        }
        return nil
    }

    private var name: String? {
        switch layout {
        case .easyR1: "checkpoint_tracker.json"
        case .easyR1Text: "latest_global_step.txt"
        case .verl: "latest_checkpointed_iteration.txt"
        case .deepSpeed: "latest"
        case .transformers: nil
        }
    }

    private func step(_ bytes: [UInt8]) -> Int? {
        guard layout != .easyR1 else {
            let json = try? JSONReader.parse(bytes, file: "")
            return json?["last_global_step"]?.integerValue
        }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 1, let word = words.first else { return nil }
        return layout == .deepSpeed
            ? RunFolderReader.number(of: String(word), behind: "global_step") : Int(word)
    }
}
