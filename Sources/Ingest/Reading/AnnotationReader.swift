import Manifests

/// What a data set says of its annotation files.
struct AnnotationReader {
    /// What the data set says of the format.
    var format: DatasetSpecification.Format
    /// The path to the rows in a JSON object.
    var rows: String?
    /// The fields that the mapping needs; a CSV header must have them.
    var requiredFields: [String]
}
