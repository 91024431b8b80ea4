/// Why a request is not taken: the status of the reply, and a sentence.
struct Refusal: Error {
    var status: Int
    var message: String

    init(_ status: Int, _ message: String) {
        self.status = status
        self.message = message
    }
}
