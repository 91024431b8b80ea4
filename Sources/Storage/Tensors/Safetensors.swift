public import Records

/// A safetensors file: named tensors behind a JSON header, little-endian and row-major
/// (github.com/huggingface/safetensors). Read by mapping the file.
public struct Safetensors: Sendable {
    /// A tensor as the header describes it.
    struct Entry: Sendable {
        var type: ElementType
        var shape: [Int]
        /// Where its bytes lie in the file.
        var range: Range<Int>
    }

    /// The element types that are read.
    enum ElementType: String, Sendable {
        case float32 = "F32"
        case float64 = "F64"
        case int64 = "I64"

        var byteCount: Int { self == .float32 ? 4 : 8 }
    }

    /// The texts beside the tensors.
    public let metadata: [String: String]
    let entries: [String: Entry]
    let file: MappedFile
    let path: String

    /// The most bytes of a header.
    private static let maximumHeader = 100_000_000

    /// Opens a file and checks its header: types, shapes and places, which must cover the data
    /// without a gap or an overlap.
    ///
    /// - Throws: a `Fault` where the file cannot be read or its header is wrong.
    public init(_ path: String) throws(Fault) {
        let file = try MappedFile(path)
        let prefix = file.bytes(0..<min(8, file.count))
        let length = prefix.count == 8 ? prefix.integer(at: 0, as: UInt64.self) : .max
        guard length <= UInt64(Safetensors.maximumHeader),
            Int(length) <= file.count - 8
        else {
            throw Fault(
                .badInput, "`\(path)` is not a safetensors file: its header would end after its end"
            )
        }
        let start = 8 + Int(length)
        let header = try JSONReader.parse(file.bytes(8..<start), file: path)
        guard let members = header.objectValue else {
            throw Fault(.badInput, "`\(path)`: the safetensors header is not an object")
        }
        var metadata: [String: String] = [:]
        var entries: [String: Entry] = [:]
        for member in members {
            if member.name == "__metadata__" {
                for text in member.value.objectValue ?? [] {
                    metadata[text.name] = text.value.stringValue
                }
            } else {
                do throws(Fault) {
                    entries[member.name] = try Entry(
                        member.value, dataStart: start, fileCount: file.count)
                } catch {
                    throw Fault(
                        .badInput, "`\(path)`: tensor `\(member.name)`: \(error.message)")
                }
            }
        }
        var covered = start
        for entry in entries.values.sorted(by: { Safetensors.precedes($0.range, $1.range) }) {
            guard entry.range.lowerBound == covered else {
                throw Fault(.badInput, "`\(path)`: tensors overlap or leave a gap at \(covered)")
            }
            covered = entry.range.upperBound
        }
        guard covered == file.count else {
            throw Fault(.badInput, "`\(path)`: bytes from \(covered) on belong to no tensor")
        }
        self.path = path
        self.file = file
        self.metadata = metadata
        self.entries = entries
    }

    /// The names of the tensors, sorted by bytes.
    public var names: [String] {
        entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func precedes(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
    }
}

extension Safetensors.Entry {
    /// A tensor from its header entry.
    init(_ json: JSONValue, dataStart: Int, fileCount: Int) throws(Fault) {
        let name = try json.column("dtype", \.stringValue)
        guard let type = Safetensors.ElementType(rawValue: name) else {
            throw Fault(.badInput, "its type is \(name); F32, F64 and I64 are read")
        }
        let shape = try json.column("shape", \.arrayValue).compactMap(\.integerValue)
        let offsets = try json.column("data_offsets", \.arrayValue).compactMap(\.integerValue)
        guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1],
            offsets[1] <= fileCount - dataStart
        else { throw Fault(.badInput, "its place lies outside the file") }
        var byteCount = type.byteCount
        for side in shape {
            let product = byteCount.multipliedReportingOverflow(by: side)
            guard side >= 0, !product.overflow else {
                throw Fault(.badInput, "its shape \(shape) is not possible")
            }
            byteCount = product.partialValue
        }
        guard shape.count == json["shape"]?.arrayValue?.count,
            byteCount == offsets[1] - offsets[0]
        else { throw Fault(.badInput, "its shape \(shape) does not fit its place") }
        self.type = type
        self.shape = shape
        self.range = (dataStart + offsets[0])..<(dataStart + offsets[1])
    }
}
