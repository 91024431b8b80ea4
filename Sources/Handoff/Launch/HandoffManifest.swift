import Records
import Storage

/// `manifest.json`: what a hand-off's folder holds, by digest, and what is to be expected of it.
struct HandoffManifest {
    var phase: String
    var target: TrainerTarget
    var settings: TrainerSettings
    var data: PhaseData.Summary

    /// Training steps that the trainer will count. All drop what is left behind the last whole batch.
    var stepCount: Int {
        data.rowCount / max(1, settings.rolloutBatch) * settings.epochs * stepsPerBatch
    }

    /// What comes from transformers counts updates.
    private var stepsPerBatch: Int {
        target.facts.checkpoints == .transformers ? settings.updatesPerBatch : 1
    }

    /// Writes it beside the files that it lists; pictures are named by their digests already.
    func write(to folder: String) throws(Fault) {
        var files: [JSONValue.Member] = []
        for name in try FileSystem.list(folder).sorted() where name != "images" {
            let digest = try SHA256.digest(ofFile: "\(folder)/\(name)")
            files.append(.init(name, .string(digest.hex)))
        }
        let json: JSONValue = [
            "phase": .string(phase),
            "trainer": .string(target.rawValue),
            "model": .string(settings.model),
            "gpus": .integer(settings.allGPUs),
            "rows": .integer(data.rowCount),
            "pictures": .integer(data.pictureCount),
            "steps": .integer(stepCount),
            "rollout_batch": .integer(settings.rolloutBatch),
            "group": .integer(settings.group),
            "epochs": .integer(settings.epochs),
            "steps_per_batch": .integer(stepsPerBatch),
            "keeps_order": .bool(target.facts.keepsOrder && !settings.shuffles),
            "resumable": .bool(settings.isResumable),
            "checkpoints": .string(target.facts.checkpoints.rawValue),
            "files": .object(files),
        ]
        try BufferedFile.write(
            Array((json.serialized + "\n").utf8), to: "\(folder)/manifest.json")
    }

    /// Writes the digests of files anew that were written anew.
    static func renew(_ names: [String], in folder: String) throws(Fault) {
        let path = "\(folder)/manifest.json"
        let json = try JSONReader.parse(file: path)
        var members: [JSONValue.Member] = []
        for member in json.objectValue ?? [] {
            guard member.name == "files" else {
                members.append(member)
                continue
            }
            var files: [JSONValue.Member] = []
            for file in member.value.objectValue ?? [] {
                guard names.contains(file.name) else {
                    files.append(file)
                    continue
                }
                let digest = try SHA256.digest(ofFile: "\(folder)/\(file.name)")
                files.append(.init(file.name, .string(digest.hex)))
            }
            members.append(.init("files", .object(files)))
        }
        let text = JSONValue.object(members).serialized + "\n"
        try FileSystem.write(Array(text.utf8), to: path)
    }
}
