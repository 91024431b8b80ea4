import Manifests
import Storage

/// A column of a question, made ready to be filled of many rows.
struct MappedColumn {
    /// How it is made.
    let rule: ColumnRule
    /// The name of the row's field, where the column is nothing else.
    let field: JSONName?

    /// A column that is made by this rule.
    init(_ rule: ColumnRule) {
        self.rule = rule
        if case .field(let path) = rule, let name = path.steps.first, path.steps.count == 1 {
            field = JSONName(name)
        } else {
            field = nil
        }
    }
}
