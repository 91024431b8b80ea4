import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// The server of rewards, asked as OpenRLHF asks: a connection for each response, five tries.
    @Suite struct RewardServerTests {
        private struct Place {
            let folder: TemporaryFolder
            var log: String { folder["rewards.jsonl"] }

            init() throws {
                folder = try TemporaryFolder("reward-server")
                try folder.write(
                    """
                    {"trainer": "openrlhf", "gpus": 1, "steps": 1, "rows": 1, "rollout_batch": 1,
                      "group": 2, "epochs": 1, "steps_per_batch": 1, "keeps_order": false}
                    """, to: "manifest.json")
                try folder.write(
                    """
                    {"weights": {"accuracy": 1.0}, "length_limit": 512, "length_buffer": null,
                      "keyword_match": "words", "format": "free", "grader": "exact@1",
                      "tolerance": null, "whole_response": true}
                    """, to: "reward.json")
            }

            /// Starts the server, and waits until it listens.
            func start(_ words: [String] = [], shell: String = "exec") async throws -> (
                process: Subprocess, url: String
            ) {
                let process = try Subprocess(
                    [
                        "bash", "-c", "\(shell) \"$@\"", "bash", Binary.path, "reward-server",
                        folder.path, "--log", log,
                    ] + words, in: folder.path)
                while process.output.last != "\n", !process.hasEnded {
                    try await Task.sleep(for: .milliseconds(5))
                }
                return (process, String(process.output.dropLast()))
            }

            /// Runs lines of Python that know the server as `url`.
            func python(_ lines: String, _ url: String) async throws -> Subprocess.End {
                try await Subprocess(
                    ["python3", "-c", RewardServerTests.client + lines, url], in: folder.path
                ).wait()
            }
        }

        /// The shape of `SingleTurnAgentExecutor._fetch_rewards_via_http`.
        private static let client = """
            import json, socket, sys, urllib.error, urllib.request
            url = sys.argv[1]
            def post(data, tries=5):
                for _ in range(tries):
                    try:
                        body = data if isinstance(data, bytes) else json.dumps(data).encode()
                        request = urllib.request.Request(
                            url, body, {"Content-Type": "application/json"})
                        with urllib.request.urlopen(request, timeout=180) as response:
                            return json.load(response)
                    except urllib.error.HTTPError as error:
                        last = [error.code, json.load(error)]
                return last
            def ask(number, said):
                prompt = "<|im_start|>user\\nWhich?<|im_end|>\\n<|im_start|>assistant\\n"
                label = {"answer": str(number), "qid": f"q{number}", "phase": "p"}
                return {"query": [prompt + said + "<|im_end|>"], "prompts": [prompt],
                    "labels": [json.dumps(label)]}

            """

        @Test func `a trainer's responses are scored, many at once, and logged once each`()
            async throws
        {
            let place = try Place()
            let (process, url) = try await place.start()
            #expect(url.hasPrefix("http://127.0.0.1:") && url.hasSuffix("/get_reward"))
            let end = try await place.python(
                """
                from concurrent.futures import ThreadPoolExecutor
                with ThreadPoolExecutor(100) as pool:
                    said = list(pool.map(lambda n: post(ask(n, str(n - n % 2))), range(400)))
                for number, answer in enumerate(said):
                    score = [0.0] if number % 2 else [1.0]
                    assert answer == {"rewards": score, "scores": score,
                        "extra_logs": {"accuracy": score}}, (number, answer)
                """, url)
            #expect(end.status == 0, "\(end.errors)")
            let logged = try FileSystem.read(place.log).split(separator: 10)
                .map { try JSONReader.parse(Array($0), file: "log") }
            #expect(logged.allSatisfy { $0["step"] == .null })
            let ids = logged.compactMap { $0["qid"]?.stringValue }
            #expect(ids.sorted() == (0..<400).map { "q\($0)" }.sorted())
            #expect(logged.count { $0["score"]?.realValue == 1 } == 200)

            process.signal(SIGTERM)
            let stopped = try await process.wait()
            #expect(stopped.status == 0, "\(stopped.errors)")
            #expect(stopped.output == url + "\n")
            #expect(stopped.errors.isEmpty)
        }

        @Test func `what cannot be scored is an error with its reason, and the next is scored`()
            async throws
        {
            let place = try Place()
            let (process, url) = try await place.start()
            let end = try await place.python(
                """
                def refused(data, status, word):
                    code, said = post(data, tries=1)
                    assert code == status and word in said["error"], (code, said)
                refused(b"{", 400, "JSON")
                refused(b"", 400, "")
                refused({**ask(1, "1"), "labels": ["1"]}, 400, "row 1: the label is none")
                refused({**ask(1, "1"), "query": ["1"]}, 400, "does not begin with its prompt")
                try:
                    urllib.request.urlopen(url)
                    sys.exit("a GET was answered")
                except urllib.error.HTTPError as error:
                    assert error.code == 405 and error.headers["Allow"] == "POST"
                host, port = url.split("/")[2].split(":")
                raw = socket.create_connection((host, int(port)))
                raw.sendall(b"POST / HTTP/1.1\\r\\nContent-Length: 999999999\\r\\n\\r\\n")
                assert raw.recv(99).startswith(b"HTTP/1.1 413 ")
                assert post(ask(1, "1"))["rewards"] == [1.0]
                """, url)
            #expect(end.status == 0, "\(end.errors)")
            #expect(try FileSystem.read(place.log).split(separator: 10).count == 1)
            process.signal(SIGINT)
            #expect(try await process.wait().status == 0)
        }

        @Test func `silent clients that take every descriptor do not end it`() async throws {
            let place = try Place()
            let (process, url) = try await place.start(shell: "ulimit -n 40; exec")
            let end = try await place.python(
                """
                host, port = url.split("/")[2].split(":")
                silent = [socket.create_connection((host, int(port))) for _ in range(80)]
                for client in silent:
                    client.close()
                assert post(ask(2, "2"))["rewards"] == [1.0]
                """, url)
            #expect(end.status == 0, "\(end.errors)")
            process.signal(SIGTERM)
            #expect(try await process.wait().status == 0)
        }

        @Test func `a port that is taken and a phase that is none are told at the start`()
            async throws
        {
            let place = try Place()
            let (process, url) = try await place.start()
            let port = url.split(separator: ":").last?.split(separator: "/").first ?? ""
            let second = try await place.start(["--port", String(port)]).process.wait()
            #expect(second.status == 75)
            #expect(second.errors.contains("port \(port)"))
            try FileSystem.remove(place.folder["manifest.json"])
            let none = try await place.start().process.wait()
            #expect(none.status == 66)
            #expect(none.errors.contains("is no exported phase"))
            let wrong = try await place.start(["--port", "65536"]).process.wait()
            #expect(wrong.status == 64)
            process.signal(SIGTERM)
            #expect(try await process.wait().status == 0)
        }
    }
}
