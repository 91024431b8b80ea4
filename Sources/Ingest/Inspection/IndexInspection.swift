import Records
import Storage

/// Tells what the header of an index of shards says.
enum IndexInspection {
    static func inspect(_ inspection: inout Inspection) {
        inspection.kind = "index"
        do throws(Fault) {
            if Inspector.fileName(of: inspection.path) == "questions.idx" {
                add(try QuestionIndexFile(inspection.path), to: &inspection)
            } else {
                let file = try ShardIndexFile(inspection.path)
                inspection.add("shard", .string(file.shard))
                inspection.add("samples", file.sampleCount)
                inspection.add("questions", file.questionCount)
                inspection.add("pictures", file.pictureCount)
                inspection.add("shard_bytes", file.shardByteCount)
            }
        } catch {
            let detail = error.cause.map { "\(error.message): \($0)" } ?? error.message
            inspection.refuse("damaged_index", detail)
        }
    }

    /// Adds what the index of all questions says.
    static func add(_ file: QuestionIndexFile, to inspection: inout Inspection) {
        inspection.add("shards", file.shardCount)
        inspection.add("samples", file.sampleCount)
        inspection.add("questions", file.questionCount)
    }
}
