/// Why a page is not read; whoever knows the column and the place makes a `ParquetFault` of it.
struct PageFault: Error, Equatable {
    var reason: String
    var detail: String

    init(_ detail: String, reason: String = ParquetFault.corruptPage) {
        self.reason = reason
        self.detail = detail
    }
}
