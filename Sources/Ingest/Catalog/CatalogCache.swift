import Manifests
import Records
import Synchronization

/// The catalogs that units of this process share, so that a source is read once and not once a unit.
enum CatalogCache {
    private static let catalogs = Mutex<[DatasetSpecification: SourceCatalog]>([:])

    /// The catalog of a data set, read now if it was not before. Others wait meanwhile.
    static func catalog(of dataset: DatasetSpecification) throws(Fault) -> SourceCatalog {
        try catalogs.withLock { catalogs throws(Fault) in
            if let known = catalogs[dataset] { return known }
            let catalog = try SourceCatalog(dataset)
            catalogs[dataset] = catalog
            return catalog
        }
    }

    /// Forgets a data set that has been dealt with.
    static func forget(_ dataset: DatasetSpecification) {
        catalogs.withLock { _ = $0.removeValue(forKey: dataset) }
    }
}
