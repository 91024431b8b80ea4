public import Records
import Storage

/// A folder of weights as Hugging Face's libraries save them.
enum WeightsFolder {
    private static let index = "model.safetensors.index.json"

    /// Whether it has a configuration, and all files of weights up to their ends.
    static func isWhole(_ folder: String) throws(Fault) -> Bool {
        guard (try? JSONReader.parse(file: "\(folder)/config.json")) != nil else { return false }
        guard try FileSystem.status("\(folder)/\(index)") != nil else {
            return isWholeFile("\(folder)/model.safetensors")
        }
        guard
            let files = (try? JSONReader.parse(file: "\(folder)/\(index)"))?["weight_map"]?
                .objectValue?.compactMap(\.value.stringValue), !files.isEmpty
        else { return false }
        var previous = ""
        for name in files.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        where !name.utf8.elementsEqual(previous.utf8) {
            guard !name.utf8.contains(UInt8(ascii: "/")), isWholeFile("\(folder)/\(name)") else {
                return false
            }
            previous = name
        }
        return true
    }

    /// Whether a file is what a trainer keeps beside the weights to go on from, and nobody else needs.
    static func isState(_ name: String) -> Bool {
        name.hasPrefix("rng_state")
            || [
                "optimizer.pt", "scheduler.pt", "scaler.pt", "training_args.bin",
                "trainer_state.json", "latest", "zero_to_fp32.py",
            ].contains(name)
    }

    /// Whether a file of weights has all bytes that its header gives places to.
    private static func isWholeFile(_ path: String) -> Bool { (try? Safetensors(path)) != nil }
}

extension RunCheckpoint {
    /// The files of its weights, without what only the trainer needs: names in `weights`, sorted; none
    /// where it has no weights that others can load.
    ///
    /// - Throws: a `Fault` where the folder cannot be read.
    public func weightFiles() throws(Fault) -> [String] {
        guard let weights else { return [] }
        var files: [String] = []
        for name in try FileSystem.list(weights).sorted()
        where !WeightsFolder.isState(name) {
            if try FileSystem.status("\(weights)/\(name)")?.kind == .file { files.append(name) }
        }
        return files
    }
}
