import Records

/// The first rows of an annotation file: what to show of them, and what they tell of the rest.
struct RowSample {
    /// The rows to show.
    private(set) var first: [Inspection.Row] = []
    /// The fields of all that were read.
    private(set) var survey = FieldSurvey()
    /// How many were read.
    private(set) var count = 0
    /// How many of those were looked at.
    private var surveyedCount = 0
    /// How many of those would be refused as they are.
    private(set) var refusedCount = 0
    /// Where the last one ends, where places are places in the file.
    private(set) var end = 0
    /// Whether there are no others.
    private(set) var isWhole = true
    /// The only row, where there is but one.
    private(set) var only: SourceRecord?

    /// The fields of so many rows are looked at.
    private static let surveyedRows = 100
    /// Rows beyond this place are not even counted.
    private static let mostBytes = 2 << 20

    /// Reads rows.
    ///
    /// - Parameter shown: how many to show.
    /// - Throws: why the whole file is refused.
    init(_ file: AnnotationFile, shown: Int) throws(Refusal) {
        var sample = RowSample()
        try file.forEachRow { place, row in sample.take(place, row, shown: shown) }
        self = sample
    }

    private init() {}

    /// Takes a row in. Returns whether there is room for more; the last is only seen to be there.
    private mutating func take(
        _ place: RowPlace, _ row: Result<SourceRecord, Refusal>, shown: Int
    ) -> Bool {
        let isSurveyed = count < max(shown, RowSample.surveyedRows)
        let isNear = place.byteCount > 0 && end < RowSample.mostBytes
        guard count == 0 || isNear || isSurveyed && place.byteCount == 0 else {
            isWhole = false
            return false
        }
        count += 1
        only = nil
        if isSurveyed { add(row, number: place.row, line: place.line, isShown: count <= shown) }
        if let range = place.range(in: .max) { end = max(end, range.upperBound) }
        return true
    }

    private mutating func add(
        _ row: Result<SourceRecord, Refusal>, number: Int, line: Int, isShown: Bool
    ) {
        surveyedCount += 1
        var shown = Inspection.Row(number: number, line: line)
        switch row {
        case .success(let record):
            survey.add(record)
            if count == 1 { only = record }
            if isShown { shown.fields = CellText.fields(of: record) }
        case .failure(let refusal):
            refusedCount += 1
            shown.refusal = Inspection.Reason(refusal)
        }
        if isShown { first.append(shown) }
    }

    /// Puts fields and rows into an inspection.
    func add(to inspection: inout Inspection) {
        let table = survey.table
        inspection.add("fields", table.columns, table.rows)
        if survey.rowCount > 0, surveyedCount < count || !isWhole {
            inspection.remarks.append("fields are those of the first \(surveyedCount) rows")
        }
        if refusedCount > 0 {
            inspection.remarks.append(
                "\(refusedCount) of the first \(surveyedCount) rows would be refused as they are")
        }
        inspection.firstRows = first
    }
}
