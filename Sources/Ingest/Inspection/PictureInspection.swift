import Images
import Records
import Storage

/// Tells what a picture is, and what an ingest by the default rules would do with it.
enum PictureInspection {
    static func inspect(_ source: ByteSlice, _ inspection: inout Inspection) {
        inspection.kind = "picture"
        let name = Inspector.fileName(of: inspection.path)
        source.withSpan { bytes in
            if let facts = try? PictureFacts(bytes) { add(facts, to: &inspection) }
            do throws(ImageFault) {
                let report = try PictureInspector.inspect(bytes, name: name, rules: PictureRules())
                add(report, to: &inspection)
            } catch {
                inspection.refuse(error.reason, error.detail)
            }
        }
    }

    private static func add(_ facts: PictureFacts, to inspection: inout Inspection) {
        inspection.add("picture_format", .string(facts.format.rawValue))
        inspection.add("width", .integer(facts.width), text: "\(facts.width)")
        inspection.add("height", .integer(facts.height), text: "\(facts.height)")
        inspection.add("mode", .string(facts.mode))
        inspection.add("bit_depth", facts.bitDepth)
        if facts.format == .jpeg { inspection.add("progressive", .bool(facts.isProgressive)) }
        inspection.add("frames", facts.frames)
        inspection.add("exif", .bool(facts.hasEXIF))
        if facts.hasEXIF {
            inspection.add("orientation", facts.orientation)
            inspection.add("position", .bool(facts.hasPosition))
        }
        inspection.add("colour_profile", .bool(facts.hasProfile))
    }

    private static func add(_ report: PictureReport, to inspection: inout Inspection) {
        let size = "\(report.format.rawValue), \(report.width)x\(report.height)"
        let stored = report.replacement.map { "\(size), encoded anew: \(Number.bytes($0.count))" }
        inspection.add("stored_as", .string(stored ?? "\(size), byte for byte"))
        inspection.add("picture_notes", .array(report.notes.map { .string($0.rawValue) }))
    }
}
