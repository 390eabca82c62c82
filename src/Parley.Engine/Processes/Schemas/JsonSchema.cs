using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Schemas;

/// <summary>A JSON Schema, compiled when the definition was read. The keywords of draft 2020-12 that need nothing outside the schema; <c>format</c> is a note.</summary>
public sealed class JsonSchema
{
    /// <summary>How deep schema and value may nest together; references that go round would not end otherwise.</summary>
    private const int Deepest = 200;

    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root) => _root = root;

    /// <summary>Compiles a schema.</summary>
    /// <param name="document">The schema.</param>
    /// <param name="faults">Takes what is wrong with it, each with the place in the schema; with any, the answer is good for nothing.</param>
    public static JsonSchema Compile(JqValue document, List<string> faults)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(faults);
        SchemaCompiler compiler = new(document, faults);
        return new JsonSchema(compiler.Compile());
    }

    /// <summary>All that is wrong with a value, as far as it can be told apart; none when it fits.</summary>
    public IReadOnlyList<SchemaFault> Faults(JqValue value)
    {
        SchemaFaults faults = new();
        _root.Check(value, "", Deepest, faults);
        return faults.Found;
    }

    /// <summary>The first thing wrong with a value, with its place as a JSON pointer; null when nothing is.</summary>
    public string? Fault(JqValue value) => Faults(value) is [SchemaFault first, ..] ? first.ToString() : null;
}
