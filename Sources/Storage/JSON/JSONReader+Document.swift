import Records

extension JSONReader {
    /// Calls `body` with the elements of the array or object that `path` leads to.
    static func forEachElement(
        in bytes: [UInt8], file: String, path: [String],
        _ body: (Result<JSONRow, JSONRowFault>) throws(Fault) -> Void
    ) throws(Fault) {
        let mark = markCount(bytes)
        let parser = JSONParser(isLenient: true)
        unsafe try bytes.withUnsafeBufferPointer { all throws(Fault) in
            let text = unsafe UnsafeBufferPointer(rebasing: all[mark...])
            unsafe try parser.parse(text) { (nodes: JSONNodes) throws(Fault) in
                var container = 0
                for name in path {
                    guard let found = unsafe nodes.member(name, of: container) else {
                        throw Fault(
                            .badInput, "`\(file)` has no member `\(name)` to take rows from")
                    }
                    container = found
                }
                guard unsafe nodes.isContainer(container) else {
                    throw Fault(
                        .badInput, "`\(file)` holds no rows; expected a JSON array or object")
                }
                var problems = unsafe nodes.problems[...]
                var lines = unsafe LineCounter(text)
                for (index, node) in unsafe nodes.children(of: container).enumerated() {
                    let range = unsafe nodes.range(of: node)
                    let line = unsafe lines.line(of: range.lowerBound)
                    // Problems come in source order; those before the first row are not ours.
                    while let first = problems.first, first.offset < range.lowerBound {
                        problems.removeFirst()
                    }
                    if let first = problems.first, range.contains(first.offset) {
                        let fault = unsafe fault(
                            first.problem, in: text, at: first.offset, file: file)
                        try body(
                            .failure(
                                JSONRowFault(
                                    index: index, line: line, reason: first.problem.reason,
                                    fault: fault)))
                        continue
                    }
                    let row = unsafe nodes.row(
                        at: node, index: index, line: line,
                        key: nodes.name(ofValue: node, in: container), bytes: bytes, base: mark)
                    try body(.success(row))
                }
            } fault: { problem, offset in
                unsafe fault(problem, in: text, at: offset, file: file)
            }
        }
    }
}
