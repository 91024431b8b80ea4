import CYAML

/// What libyaml says about a text that is not YAML.
struct YAMLProblem {
    /// The problem.
    var text: String
    /// What was being read.
    var context: String?
    /// Where it was found.
    var mark: yaml_mark_t
    /// The byte, where the text is not UTF-8.
    var offset: Int?
}

/// A walk over the events of a text that finds what the loader must not see.
struct YAMLScan {
    /// Something that is YAML, but that is not read.
    struct Finding {
        /// What was found, and what was expected.
        var message: String
        /// What to do about it.
        var remedy: String?
        /// Where.
        var mark: yaml_mark_t
    }

    /// What must not be loaded.
    private(set) var findings: [Finding] = []
    /// How many documents there are.
    private(set) var documentCount = 0
    private var depth = 0
    private var anchorCount = 0

    /// Walks to the end, or to the first finding that makes further ones pointless.
    mutating func run(_ parser: UnsafeMutablePointer<yaml_parser_t>) -> YAMLProblem? {
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(parser, &event) == 1 else {
                return unsafe YAMLScan.problem(of: parser)
            }
            let mayGoOn = unsafe visit(event)
            let isEnd = unsafe event.type == YAML_STREAM_END_EVENT
            unsafe yaml_event_delete(&event)
            if isEnd || !mayGoOn { return nil }
        }
    }

    private mutating func visit(_ event: yaml_event_t) -> Bool {
        let mark = unsafe event.start_mark
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT:
            documentCount += 1
            if documentCount > 1 {
                findings.append(
                    Finding(
                        message: "a second document starts here; expected one in a file",
                        remedy: "remove the `---` and what follows it", mark: mark))
                return false
            }
        case YAML_SCALAR_EVENT:
            unsafe refuse(tag: event.data.scalar.tag, at: mark)
            return unsafe count(anchor: event.data.scalar.anchor, at: mark)
        case YAML_SEQUENCE_START_EVENT:
            unsafe refuse(tag: event.data.sequence_start.tag, at: mark)
            let mayGoOn = unsafe count(anchor: event.data.sequence_start.anchor, at: mark)
            return descend(mark) && mayGoOn
        case YAML_MAPPING_START_EVENT:
            unsafe refuse(tag: event.data.mapping_start.tag, at: mark)
            let mayGoOn = unsafe count(anchor: event.data.mapping_start.anchor, at: mark)
            return descend(mark) && mayGoOn
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            depth -= 1
        default: break
        }
        return true
    }

    private mutating func descend(_ mark: yaml_mark_t) -> Bool {
        depth += 1
        guard depth > YAMLLimits.depth else { return true }
        findings.append(
            Finding(
                message: "values nest deeper than \(YAMLLimits.depth) levels", remedy: nil,
                mark: mark))
        return false
    }

    private mutating func count(
        anchor: UnsafeMutablePointer<yaml_char_t>?, at mark: yaml_mark_t
    ) -> Bool {
        guard unsafe anchor != nil else { return true }
        anchorCount += 1
        guard anchorCount > YAMLLimits.anchorCount else { return true }
        findings.append(
            Finding(
                message: "there are more than \(YAMLLimits.anchorCount) anchors", remedy: nil,
                mark: mark))
        return false
    }

    private mutating func refuse(tag: UnsafeMutablePointer<yaml_char_t>?, at mark: yaml_mark_t) {
        guard let tag = unsafe tag else { return }
        let text = unsafe String(cString: tag)
        findings.append(
            Finding(
                message: "the tag \(Wording.quoted(text)) is not read: a field's type is known",
                remedy: "remove the tag", mark: mark))
    }

    /// The parser's own words on why it stopped.
    static func problem(of parser: UnsafeMutablePointer<yaml_parser_t>) -> YAMLProblem {
        let isEncoding = unsafe parser.pointee.error == YAML_READER_ERROR
        return unsafe YAMLProblem(
            text: parser.pointee.problem.map { unsafe String(cString: $0) } ?? "no reason given",
            context: parser.pointee.context.map { unsafe String(cString: $0) },
            mark: parser.pointee.problem_mark,
            offset: isEncoding ? Int(clamping: parser.pointee.problem_offset) : nil)
    }
}
