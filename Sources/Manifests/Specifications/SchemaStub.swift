import Records

struct SchemaStub { func parameters(of value: some Any) -> JSONValue { .null } }
extension PolicySettings { static var schema: SchemaStub { SchemaStub() } }
extension DatasetSpecification { static var schema: SchemaStub { SchemaStub() } }
