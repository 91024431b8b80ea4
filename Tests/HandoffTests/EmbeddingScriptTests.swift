import Records
import Storage
import Testing

/// `scripts/fg_clip_server.py` answers as a server of embeddings does. FG-CLIP itself is not run here: what
/// stands for it counts letters and bytes.
@Suite struct EmbeddingScriptTests {
    /// Asks the script's server, with a pretend encoder, and says what it answers, a line each.
    private func ask(_ requests: [(path: String, body: JSONValue)]) throws -> [JSONValue] {
        let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
        let asked: JSONValue = .array(
            requests.map { ["path": .string($0.path), "body": $0.body] })
        let program = """
            import json, sys, threading, urllib.error, urllib.request
            sys.dont_write_bytecode = True
            sys.path.insert(0, \(JSONValue.string("\(root)/scripts").serialized))
            import fg_clip_server as script
            class Pretend:
                def texts(self, texts):
                    if "fail" in texts:
                        raise RuntimeError("out of memory")
                    return [[len(text), 1.0] for text in texts]
                def picture(self, data):
                    return [len(data), 2.0]
            server = script.ThreadingHTTPServer(("127.0.0.1", 0), script.handler(Pretend()))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            for row in json.load(sys.stdin):
                url = "http://127.0.0.1:%d%s" % (server.server_port, row["path"])
                try:
                    with urllib.request.urlopen(url, json.dumps(row["body"]).encode()) as reply:
                        print(json.dumps({"status": reply.status, "body": json.load(reply)}))
                except urllib.error.HTTPError as error:
                    print(json.dumps({"status": error.code, "body": json.load(error)}))
            server.shutdown()
            """
        let end = try ProgramEnd.run(["python3", "-c", program], input: asked.serialized)
        #expect(end.status == 0, "\(end.errors)")
        return try end.output.split(separator: "\n").map {
            try JSONReader.parse(Array($0.utf8), file: "reply")
        }
    }

    private func message(_ url: String) -> JSONValue {
        let part: JSONValue = ["type": "image_url", "image_url": ["url": .string(url)]]
        return ["model": "m", "messages": [["role": "user", "content": [part]]]]
    }

    @Test func `texts and pictures get an embedding each`() throws {
        let said = try ask([
            ("/v1/embeddings", ["model": "m", "input": ["a", "abc"]]),
            ("/v1/embeddings", message("data:image/png;base64,b25l")),
        ])
        let rows = said.map { reply in
            (reply["body"]?["data"]?.arrayValue ?? []).map { row in
                (row["embedding"]?.arrayValue ?? []).compactMap(\.realValue)
            }
        }
        #expect(rows == [[[1, 1], [3, 1]], [[3, 2]]])
        #expect(
            said[0]["body"]?["data"]?.arrayValue?.compactMap { $0["index"]?.integerValue } == [
                0, 1,
            ])
    }

    @Test func `what it cannot do is an error, never an embedding`() throws {
        let said = try ask([
            ("/v1/other", [:]), ("/v1/embeddings", [:]),
            ("/v1/embeddings", message("http://example.org/a.png")),
            ("/v1/embeddings", ["input": ["fail"]]),
        ])
        #expect(said.map { $0["status"]?.integerValue } == [404, 400, 400, 500])
        #expect(said.allSatisfy { $0["body"]?["error"]?["message"]?.stringValue != nil })
        #expect(said.allSatisfy { $0["body"]?["data"] == nil })
    }
}
