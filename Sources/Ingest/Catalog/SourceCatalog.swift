import Manifests
import Records
import Storage

/// All splits of a data set, read and mapped: what units are cut from. A function of the source alone.
struct SourceCatalog: Sendable {
    /// The splits, in the data set's order.
    let splits: [CatalogSplit]
    /// The pictures that rows name; nothing where they are of no use.
    let references: PictureReferences?

    /// Reads every annotation file of a data set; no picture is opened.
    ///
    /// - Throws: a `Fault` where an annotation file or the tar of pictures cannot be read at all, or
    ///   no row has a field that the data set maps.
    init(_ dataset: DatasetSpecification, access: SourceAccess) throws(Fault) {
        if let settings = dataset.generator {
            let generator = ShapesGenerator(seed: settings.seed)
            splits = settings.splits.map { split in
                CatalogSplit(
                    name: split.name,
                    content: .shapes(
                        generator, role: ShapeRole(split.role), count: split.count))
            }
            references = nil
            return
        }
        var builder = try CatalogBuilder(dataset, access: access)
        var splits: [CatalogSplit] = []
        for split in dataset.splits { splits += try builder.splits(split) }
        try builder.finish()
        self.splits = splits
        references = builder.references
    }

    /// The split with this name.
    func split(_ name: String) throws(Fault) -> CatalogSplit {
        guard let split = splits.first(where: { $0.name == name }) else {
            throw Fault(.internalError, "a unit names the split `\(name)`, which is not there")
        }
        return split
    }
}

extension ShapeRole {
    /// The role that a data set gives a split.
    init(_ role: GeneratorSettings.Role) {
        switch role {
        case .supervised: self = .supervised
        case .pool: self = .pool
        case .heldOut: self = .heldOut
        }
    }
}
