import Images
import Records

/// A split of a source, read and mapped.
struct CatalogSplit: Sendable {
    /// What the samples of a split are made of.
    enum Content: Sendable {
        /// Questions about pictures of a folder or a tar.
        case files([PictureGroup], PictureSource)
        /// Items of the shapes task.
        case shapes(ShapesGenerator, role: ShapeRole, count: Int)
    }

    /// The split's name.
    var name: String
    /// Its samples.
    var content: Content
    /// The rows, and files, that became no question.
    var rejects: [Reject] = []
    /// What a reader of the report should know.
    var warnings: [String] = []

    /// How many samples there are, if all their pictures are good.
    var sampleCount: Int {
        switch content {
        case .files(let groups, _): groups.count
        case .shapes(_, _, let count): count
        }
    }

    /// How many bytes the pictures of a sample have, as far as can be told without reading them.
    func byteCount(of sample: Int) throws(Fault) -> Int {
        switch content {
        case .shapes: return 3 * ShapePainter.side * ShapePainter.side
        case .files(let groups, let source):
            var total = 0
            for path in groups[sample].images {
                total = total.addingReportingOverflow(try source.byteCount(of: path)).partialValue
            }
            return total
        }
    }

    /// The questions of a sample, without pictures, and its pictures' bytes or why there are none.
    func sample(
        _ index: Int, of source: String, limits: ImageLimits
    ) throws(Fault) -> (candidates: [Candidate], images: Result<[[UInt8]], Refusal>) {
        switch content {
        case .files(let groups, let pictures):
            let group = groups[index]
            var images: [[UInt8]] = []
            do throws(Refusal) {
                for path in group.images {
                    images.append(try pictures.read(path, limit: limits.maxBytes))
                }
                return (group.candidates, .success(images))
            } catch {
                return (group.candidates, .failure(error))
            }
        case .shapes(let generator, let role, _):
            let item = generator.item(index, split: name, role: role)
            let picture = generator.picture(of: item, index: index, split: name)
            let candidate = Candidate(
                question: item.question(source: source, split: name), images: [],
                origin: RowOrigin(file: "generator:shapes", row: index))
            return ([candidate], .success([picture.png()]))
        }
    }
}
