import Records
import Storage

/// What a batch service made of one request.
enum BatchAnswer {
    /// The chat completion.
    case completion(JSONValue)
    /// A refusal that will not change: the reason, and the service's words.
    case failure(reason: String, detail: String)
    /// A failure that another try may mend, such as an overload or an expired batch.
    case unanswered

    init(_ row: JSONRow) {
        let status = row["response"]?["status_code"]?.integerValue
        if status == 200, let body = row["response"]?["body"] {
            self = .completion(body)
        } else if let status, (400..<500).contains(status), ![408, 409, 429].contains(status) {
            let words =
                row["response"]?["body"]?["error"]?["message"]?.stringValue
                ?? row["error"]?["message"]?.stringValue
            self = .failure(
                reason: "http_\(status)", detail: String((words ?? "no reason given").prefix(200)))
        } else {
            self = .unanswered
        }
    }
}
