import Records

extension JSONRows {
    /// Calls `body` with the place of each line that is not blank, until it returns false.
    func forEachLine(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int,
        _ body: (JSONRowPlace) throws(Fault) -> Bool
    ) throws(Fault) {
        var index = 0
        unsafe try JSONLines.forEachRange(in: text, from: start) { range, number throws(Fault) in
            if index == 0, unsafe JSONRows.isCut(text, at: range) {
                throw Fault(
                    .badInput,
                    "the first line of `\(file)` is no whole JSON value; expected JSON Lines",
                    remedy:
                        "if the file is one JSON text over many lines, say that its format is json",
                    location: SourceLocation(file: file, line: 1))
            }
            if index == 0, unsafe JSONRows.endsInReturns(text, at: range) {
                throw Fault(
                    .badInput,
                    "the lines of `\(file)` end in CR alone; expected LF, or CR LF",
                    remedy: "convert them: tr '\\r' '\\n'")
            }
            index += 1
            return try body(JSONRowPlace(range: range, index: index - 1, line: number))
        }
    }

    /// Whether a value that begins on a line ends on a later one.
    private static func isCut(_ text: UnsafeBufferPointer<UInt8>, at line: Range<Int>) -> Bool {
        var cutter = unsafe JSONCutter(text, at: line.lowerBound)
        guard let value = cutter.value() else { return false }
        return value.upperBound > line.upperBound
    }

    /// Whether a text without LF is many rows: its only line goes on after a value and a CR.
    private static func endsInReturns(
        _ text: UnsafeBufferPointer<UInt8>, at line: Range<Int>
    ) -> Bool {
        guard line.upperBound == text.count else { return false }
        var cutter = unsafe JSONCutter(text, at: line.lowerBound)
        guard let value = cutter.value(), cutter.next() != nil else { return false }
        return unsafe text[value.upperBound..<cutter.position].contains(UInt8(ascii: "\r"))
    }

    /// The place of a text that is one row, blanks around it left out.
    static func placeOfAll(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> JSONRowPlace {
        var cutter = unsafe JSONCutter(text, at: start)
        _ = cutter.next()
        var end = text.count
        while end > cutter.position, unsafe text[end - 1] <= 0x20 { end -= 1 }
        let line = cutter.line(of: cutter.position)
        return JSONRowPlace(range: cutter.position..<end, index: 0, line: line)
    }

    /// Calls `body` with the place of each element of an array, or member of an object, that `path`
    /// leads to, with the bytes of its name and of its value.
    ///
    /// - Throws: a `Fault` where the path leads nowhere, the text around the elements is broken, or
    ///   an object on the way names the member twice.
    func forEachElement(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, path: [String],
        _ body: (JSONRowPlace, Range<Int>?, Range<Int>) throws(Fault) -> Bool
    ) throws(Fault) {
        var cutter = unsafe JSONCutter(text, at: start)
        for name in path {
            guard try enter(&cutter, name) else {
                throw Fault(.badInput, "`\(file)` has no member `\(name)` to take rows from")
            }
        }
        let isObject = cutter.next() == UInt8(ascii: "{")
        guard isObject || cutter.next() == UInt8(ascii: "[") else {
            throw Fault(.badInput, "`\(file)` holds no rows; expected a JSON array or object")
        }
        _ = cutter.take(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        var index = 0
        var isEnd = cutter.take(close)
        while !isEnd {
            let name = isObject ? try self.name(&cutter) : nil
            let value = try self.value(&cutter)
            let start = name?.lowerBound ?? value.lowerBound
            let place = JSONRowPlace(
                range: start..<value.upperBound, index: index, line: cutter.line(of: start))
            guard try body(place, name, value) else { return }
            index += 1
            isEnd = try ends(&cutter, close)
        }
        for name in path.reversed() { try leave(&cutter, name) }
        guard cutter.next() == nil else { throw fault(.trailing, at: cutter.position) }
    }

    /// Moves to the value of an object's member. Returns whether there is one.
    private func enter(_ cutter: inout JSONCutter, _ name: String) throws(Fault) -> Bool {
        guard cutter.take(UInt8(ascii: "{")), !cutter.take(UInt8(ascii: "}")) else { return false }
        while true {
            if try isName(try self.name(&cutter), name) { return true }
            _ = try value(&cutter)
            if try ends(&cutter, UInt8(ascii: "}")) { return false }
        }
    }

    /// Moves from behind a member to behind its object, and makes sure that no other member has its
    /// name.
    private func leave(_ cutter: inout JSONCutter, _ name: String) throws(Fault) {
        while !(try ends(&cutter, UInt8(ascii: "}"))) {
            let range = try self.name(&cutter)
            if try isName(range, name) { throw fault(.duplicateName, at: range.lowerBound) }
            _ = try value(&cutter)
        }
    }

    private func isName(_ range: Range<Int>, _ name: String) throws(Fault) -> Bool {
        let place = JSONRowPlace(range: range, index: 0, line: 0)
        switch row(at: place, name: nil, value: range) {
        case .success(let row): return row.value.stringValue?.utf8.elementsEqual(name.utf8) == true
        case .failure(let broken): throw broken.fault
        }
    }

    /// The bytes of a member's name; the cutter then stands at its value.
    private func name(_ cutter: inout JSONCutter) throws(Fault) -> Range<Int> {
        guard cutter.next() == UInt8(ascii: "\"") else { throw unexpected(&cutter) }
        let name = try value(&cutter)
        guard cutter.take(UInt8(ascii: ":")) else { throw unexpected(&cutter) }
        return name
    }

    private func value(_ cutter: inout JSONCutter) throws(Fault) -> Range<Int> {
        guard cutter.next() != nil else { throw fault(.truncated, at: source.count) }
        let start = cutter.position
        if let value = cutter.value() { return value }
        // Nothing was cut: either no value begins here, or it does not end.
        throw fault(cutter.position == start ? .unexpected : .truncated, at: start)
    }

    /// Moves past what follows an element: a comma, or the end.
    private func ends(_ cutter: inout JSONCutter, _ close: UInt8) throws(Fault) -> Bool {
        if cutter.take(UInt8(ascii: ",")) { return false }
        guard cutter.take(close) else { throw unexpected(&cutter) }
        return true
    }

    private func unexpected(_ cutter: inout JSONCutter) -> Fault {
        let isEnd = cutter.next() == nil
        return fault(isEnd ? .truncated : .unexpected, at: cutter.position)
    }
}
