using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Schemas;

/// <summary>A JSON Schema, compiled when the definition was read. The keywords of draft 2020-12 that need nothing outside the schema; <c>format</c> is a note.</summary>
internal sealed class JsonSchema
{
    /// <summary>How deep schema and value may nest together; references that go round would not end otherwise.</summary>
    private const int Deepest = 200;

    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root) => _root = root;

    /// <summary>Compiles a schema; each fault says what is wrong, with the place in the schema.</summary>
    public static JsonSchema Compile(JqValue document, List<string> faults)
    {
        SchemaCompiler compiler = new(document, faults);
        return new JsonSchema(compiler.Compile());
    }

    /// <summary>The first thing wrong with a value, with its place as a JSON pointer; null when nothing is.</summary>
    public string? Fault(JqValue value) => _root.Check(value, "", Deepest);
}
