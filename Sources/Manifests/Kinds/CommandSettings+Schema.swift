import Records

extension CommandSettings {
    /// A `command` stage.
    ///
    /// What `inputs` and `foreach` stand for enters keys, file by file; how it is written does not.
    static let schema = ObjectSchema(
        "runs a program with declared inputs and outputs", initial: CommandSettings(),
        fields: [
            Field(
                "run", \.arguments, .list(of: .commandTemplate),
                "the program and its arguments, without a shell; an argument that is one list of "
                    + "files becomes as many arguments"),
            Field(
                "shell", \.shell, .optional(.commandTemplate),
                "a text for `sh -e`, in which placeholders are quoted; instead of `run`"),
            Field(
                "inputs", \.inputs,
                .members(of: .commandSource, Input.init(name:source:)) { ($0.name, $0.source) },
                affectsResult: false, "what it reads, by name"),
            Field(
                "outputs", \.outputs,
                .members(of: .optional(.outputPlace), Output.init(name:place:)) {
                    ($0.name, $0.place)
                },
                "what it writes, by name: where it is put, a folder if it ends with `/`, or `null` if "
                    + "it stays in the store"),
            Field(
                "foreach", \.items, .optional(.commandSource), affectsResult: false,
                "files of which each is a unit of work of its own, called `{item}`"),
            Field(
                "environment", \.environment, .list(of: .variableName, isUnique: true),
                affectsResult: false,
                "names of environment variables that are passed on beside PATH, HOME, LANG and TMPDIR"
            ),
        ],
        rules: [
            { $0.checkProgram($1, &$2) },
            { $0.checkPlaceholders($1, &$2) },
            { $0.checkOutputs($1, &$2) },
        ])

    /// There is one program.
    private func checkProgram(_ path: String, _ decoding: inout Decoding) {
        if arguments.isEmpty, shell == nil {
            decoding.report(
                "the stage has neither `run` nor `shell`", field: path,
                remedy: "add `run: [PROGRAM, ARGUMENT, …]`")
        } else if !arguments.isEmpty, shell != nil {
            decoding.report(
                "`run` and `shell` are both given; expected one of the two",
                field: Wording.join(path, "shell"))
        } else if arguments.first?.parts.isEmpty == true {
            decoding.report(
                "`run.0` is empty; expected the program", field: Wording.join(path, "run.0"))
        }
    }

    /// Every placeholder stands for something.
    private func checkPlaceholders(_ path: String, _ decoding: inout Decoding) {
        let items = self.items == nil ? [] : CommandTemplate.itemPlaceholders
        let known =
            inputs.flatMap { ["inputs.\($0.name)", "inputs.\($0.name).list"] }
            + outputs.map { "outputs.\($0.name)" } + items
        for (field, template) in templates {
            check(template, Wording.join(path, field), among: known, &decoding)
        }
        for output in outputs {
            guard let place = output.place else { continue }
            let field = Wording.join(path, "outputs.\(output.name)")
            check(place, field, among: items, &decoding)
        }
    }

    private func check(
        _ template: CommandTemplate, _ field: String, among known: [String],
        _ decoding: inout Decoding
    ) {
        for name in template.placeholders where !known.contains(name) {
            var remedy = Wording.remedy(for: "{\(name)}", among: known.map { "{\($0)}" })
            if items == nil, CommandTemplate.itemPlaceholders.contains(name) {
                remedy = "add `foreach`, whose files `{item}` stands for"
            } else if known.isEmpty {
                remedy = "write `{{` and `}}` for braces"
            }
            decoding.report(
                "the placeholder \(Wording.quoted("{\(name)}")) in \(Wording.field(field)) is not "
                    + "known", field: field, remedy: remedy)
        }
    }

    /// The program can know every output's path, and no two units write to one place.
    private func checkOutputs(_ path: String, _ decoding: inout Decoding) {
        let used = templates.flatMap(\.template.placeholders)
        for output in outputs {
            let field = Wording.join(path, "outputs.\(output.name)")
            if !used.contains("outputs.\(output.name)") {
                decoding.report(
                    "the program is not told where to write `outputs.\(output.name)`",
                    field: field,
                    remedy: "add `{outputs.\(output.name)}` to its arguments")
            }
            if items != nil, let place = output.place, place.placeholders.isEmpty {
                decoding.report(
                    "every unit would write \(Wording.path(place.description))", field: field,
                    remedy: "add `{item.name}` or `{item.stem}` to it")
            }
        }
    }
}

extension ValueType {
    /// A mapping from names to values, in the order written.
    static func members<Inner, Element>(
        of type: ValueType<Inner>, _ make: @escaping @Sendable (String, Inner) -> Element,
        _ split: @escaping @Sendable (Element) -> (String, Inner)
    ) -> ValueType where Value == [Element] {
        let expectation = "a mapping from names to values"
        return ValueType(
            expectation: expectation,
            schema: { scope in
                [
                    "type": "object", "propertyNames": ["pattern": "^[A-Za-z0-9_-]+$"],
                    "additionalProperties": type.schema(scope),
                ]
            },
            decode: { node, path, decoding in
                decoding.names(of: node, path, expected: expectation)?.compactMap { entry in
                    type.decode(entry.value, Wording.join(path, entry.name), &decoding)
                        .map { make(entry.name, $0) }
                }
            },
            encode: { elements, scope in
                .object(
                    elements.map { element in
                        let (name, value) = split(element)
                        return .init(name, type.encode(value, scope))
                    })
            })
    }
}

extension ValueType where Value == String {
    /// The name of an environment variable.
    static var variableName: ValueType {
        scalar(
            expectation: "the name of an environment variable",
            schema: ["type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"],
            read: { text, _ in
                let isName = text.utf8.allSatisfy {
                    (97...122).contains($0 | 32) || (48...57).contains($0) || $0 == 95
                }
                let isNumber = text.utf8.first.map { (48...57).contains($0) } ?? true
                return isName && !isNumber ? text : nil
            },
            remedy: { node in
                (node.text?.contains("=") ?? false)
                    ? "write the name alone; its value comes from where `pipeline` is started" : nil
            }, encode: { .string($0) })
    }
}
