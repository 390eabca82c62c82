using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Schemas;

/// <summary>Compiles schemas within one document, each place once, so that references may go round.</summary>
internal sealed class SchemaCompiler(JqValue document, List<string> faults)
{
    private static readonly string[] s_notes =
    [
        "$schema", "$id", "$comment", "$defs", "definitions", "$anchor", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
        "format", "contentEncoding", "contentMediaType", "then", "else", "minContains", "maxContains",
    ];

    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);

    public SchemaNode Compile() => Node(document, "");

    /// <summary>The schema at a place of the document.</summary>
    public SchemaNode Node(JqValue schema, string place)
    {
        if (_nodes.TryGetValue(place, out SchemaNode? known))
        {
            return known;
        }

        SchemaNode node = new();
        _nodes[place] = node;
        if (schema.Kind == JqKind.False)
        {
            node.Rules.Add((_, at, _, faults) => faults.Add(at, "nothing may stand here"));
        }
        else if (schema.Kind is not (JqKind.True or JqKind.Object))
        {
            Report(place, "a schema is an object, true or false");
        }

        foreach ((string keyword, JqValue value) in schema.Members)
        {
            Keyword(node, schema, keyword, value, place + "/" + keyword);
        }

        return node;
    }

    public void Report(string place, string fault) => faults.Add($"{(place.Length == 0 ? "the schema" : place)}: {fault}");

    /// <summary>The schema that a reference within the document leads to.</summary>
    public SchemaNode? Target(string reference, string place)
    {
        if (!reference.StartsWith('#'))
        {
            Report(place, "a reference must lead to a place in the same schema, '#/$defs/…'");
            return null;
        }

        JqValue? at = document;
        foreach (string part in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            at = at.Kind == JqKind.Array && int.TryParse(name, out int i) && i < at.Items.Count ? at.Items[i] : at.Member(name);
            if (at is null)
            {
                Report(place, $"there is nothing at '{reference}'");
                return null;
            }
        }

        return Node(at, reference[1..]);
    }

    private void Keyword(SchemaNode node, JqValue schema, string keyword, JqValue value, string place)
    {
        if (s_notes.Contains(keyword, StringComparer.Ordinal) || ValueRules.TryAdd(this, node, keyword, value, place)
            || ShapeRules.TryAdd(this, node, schema, keyword, value, place))
        {
            return;
        }

        Report(place, "this keyword is not supported");
    }
}
