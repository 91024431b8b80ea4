import HTTP
import Records
import Testing

@Suite struct HTTPURLTests {
    @Test(arguments: ["http://host/v1", "HTTPS://host:8000", "http://[::1]:80/v1/", "https://a.b"])
    func `an address of http or https is taken as it is`(text: String) throws {
        #expect(try HTTPURL(text).text == text)
    }

    @Test(arguments: [
        "", "ftp://host", "file:///etc/passwd", "host:8000", "http://", "http://:80/", "http:///a",
        "http://ho st/", "http://host/\n", "http://hôst/",
    ])
    func `anything else is refused`(text: String) {
        #expect(throws: Fault.self) { try HTTPURL(text) }
    }

    @Test func `a password in an address is refused and not repeated`() {
        let fault = #expect(throws: Fault.self) { try HTTPURL("https://me:secret@host/v1") }
        #expect(fault.map { !"\($0) \($0.remedy ?? "")".contains("secret") } == true)
    }

    @Test func `a path is joined with one slash`() throws {
        #expect(try HTTPURL("http://h/v1").appending("models").text == "http://h/v1/models")
        #expect(try HTTPURL("http://h/v1/").appending("models").text == "http://h/v1/models")
    }

    @Test func `what a header says is not printed`() {
        let header = HTTPHeader("Authorization", "Bearer secret")
        var dumped = ""
        dump(header, to: &dumped)
        for text in ["\(header)", String(reflecting: header), dumped, "\([header])"] {
            #expect(!text.contains("secret"))
            #expect(text.contains("Authorization"))
        }
    }
}
