import Records
import Glibc
import Testing

@Suite struct ShellWordTests {
    @Test(arguments: [
        "plain", "/a/b-c_1.yaml", "two words", "it's", "'", "", "$HOME `id` \\ \"x\"", "~", "*",
        "line\nline",
    ])
    func `a shell reads back the text`(text: String) throws {
        let stream = try #require(popen("printf '%s.' \(ShellWord.quoted(text))", "r"))
        var bytes: [UInt8] = []
        while case let byte = fgetc(stream), byte != EOF { bytes.append(UInt8(byte)) }
        #expect(pclose(stream) == 0)
        #expect(String(decoding: bytes, as: UTF8.self) == text + ".")
    }

    @Test func `plain texts stay bare`() {
        #expect(ShellWord.quoted("quickstart-2") == "quickstart-2")
        #expect(ShellWord.quoted("/my data") == "'/my data'")
    }
}
