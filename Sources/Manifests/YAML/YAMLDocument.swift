import CYAML
import Records

/// A YAML file as a tree, read by libyaml's document loader.
///
/// The text is walked twice: once as events, to refuse what nests too deep, tags, and a second
/// document before anything is built; then by the loader, which follows aliases and marks each node.
struct YAMLDocument {
    /// The tree; nothing if the text is not one YAML document.
    private(set) var root: YAMLNode?
    /// What is wrong with the text.
    private(set) var faults: [Fault] = []
    private let file: String
    private let bytes: [UInt8]

    /// Reads a text; `file` is what diagnostics call it.
    init(_ bytes: [UInt8], file: String) {
        self.file = file
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
        guard self.bytes.count <= YAMLLimits.fileByteCount else {
            report(
                "the file is larger than \(YAMLLimits.fileByteCount) bytes", line: 1, column: 1)
            return
        }
        guard scan() else { return }
        load()
    }

    /// The text, without a byte order mark.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    private mutating func report(
        _ message: String, line: Int, column: Int, remedy: String? = nil
    ) {
        faults.append(
            Fault(
                .badInput, message, remedy: remedy,
                location: SourceLocation(file: file, line: line, column: column)))
    }

    private mutating func report(_ message: String, at mark: yaml_mark_t, remedy: String? = nil) {
        report(message, line: Int(mark.line) + 1, column: Int(mark.column) + 1, remedy: remedy)
    }

    /// Calls `body` with a parser of the text. The parser points into itself, so it lies on the heap.
    private func withParser<Result>(
        _ body: (UnsafeMutablePointer<yaml_parser_t>) -> Result
    ) -> Result? {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { unsafe parser.deallocate() }
        guard unsafe yaml_parser_initialize(parser) == 1 else { return nil }
        defer { unsafe yaml_parser_delete(parser) }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            return unsafe body(parser)
        }
    }

    /// Walks the events. False if the text must not be loaded.
    private mutating func scan() -> Bool {
        var scan = YAMLScan()
        let problem: YAMLProblem?? = unsafe withParser { parser in unsafe scan.run(parser) }
        guard case .some(let found) = problem else {
            faults.append(Fault(.tryAgain, "there is no memory for libyaml's parser"))
            return false
        }
        for finding in scan.findings {
            report(finding.message, at: finding.mark, remedy: finding.remedy)
        }
        if let found { report(found) }
        if found == nil, scan.findings.isEmpty, scan.documentCount == 0 {
            report("the file is empty; expected a mapping", line: 1, column: 1)
        }
        return faults.isEmpty
    }

    /// Turns libyaml's word on a syntax error into a diagnostic.
    private mutating func report(_ problem: YAMLProblem) {
        if let offset = problem.offset {
            let before = String(decoding: bytes.prefix(offset), as: UTF8.self)
            let lines = SourceText.lines(of: before)
            report(
                "the file is not text in UTF-8: \(problem.text)", line: lines.count,
                column: (lines.last?.unicodeScalars.count ?? 0) + 1)
            return
        }
        let lines = SourceText.lines(of: text)
        let line = Int(problem.mark.line)
        let scalars = lines.indices.contains(line) ? Array(lines[line].unicodeScalars) : []
        let column = Int(problem.mark.column)
        if scalars.indices.contains(column), scalars[column] == "\t" {
            report(
                "this is not YAML: a tab stands where only spaces may", at: problem.mark,
                remedy: "indent with spaces")
        } else {
            let context = problem.context.map { ", \($0)" } ?? ""
            report("this is not YAML: \(problem.text)\(context)", at: problem.mark)
        }
    }

    private mutating func load() {
        var builder = YAMLTreeBuilder(file: file)
        let loaded: YAMLNode?? = unsafe withParser { parser in unsafe builder.load(parser) }
        faults += builder.faults
        if case .some(let node) = loaded { root = node }
    }
}
