using System.Text.RegularExpressions;
using Parley.Engine.Expressions;
using Parley.Engine.Processes.Schemas;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>Reads values with expressions in them. Every expression is compiled here, for the place it stands in.</summary>
internal sealed partial class TemplateReader(bool isLoose)
{
    /// <summary>The secrets that may be named.</summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>A value in which texts in <c>${ }</c> are expressions.</summary>
    public Template Value(YamlNode node, string[] names) => node switch
    {
        YamlList list => Template.Items([.. list.Items.Select(i => Value(i, names))]),
        YamlMap map => Template.Members([.. map.Entries.Select(e => KeyValuePair.Create(e.Key, Value(e.Value, names)))]),
        YamlScalar scalar => Text(scalar, names),
        _ => Template.Of(JqValue.Null),
    };

    /// <summary>A value whose text is an expression, in <c>${ }</c> or not, where nothing else could be meant.</summary>
    public Template Computed(YamlNode node, string[] names) => node is YamlScalar scalar && YamlValues.Of(scalar).Kind == JqKind.String
        ? Expression(scalar, Bare(scalar.Text), names)
        : Value(node, names);

    /// <summary>A duration, fixed or computed.</summary>
    public Template? Duration(YamlNode node, string[] names)
    {
        if (node is YamlMap map)
        {
            foreach (string unit in new[] { "days", "hours", "minutes", "seconds", "milliseconds" })
            {
                map.Find(unit);
            }

            map.ReportUnknownKeys();
        }

        Template template = Value(node, names);
        if (template.Constant is { } constant && !IsoDuration.TryRead(constant, out _))
        {
            node.Report(ProcessIssues.BadDuration, $"{node.Description} is no duration");
            return null;
        }

        return template;
    }

    /// <summary>A schema of the specification: its format, and a JSON Schema written out.</summary>
    public static JsonSchema? Schema(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        string format = map.Optional("format", YamlForms.Text, "json");
        if (format != "json" && !format.StartsWith("json:", StringComparison.Ordinal))
        {
            map.Report(ProcessIssues.NotSupported, $"the schema format '{format}' is not supported; use json");
        }

        map.Find("resource")?.Report(ProcessIssues.NotSupported, "a schema kept elsewhere is not supported; write it out under 'document'");
        YamlNode? document = map.Has("resource") ? map.Find("document") : map.Require("document");
        map.ReportUnknownKeys();
        if (document is null)
        {
            return null;
        }

        List<string> faults = [];
        JsonSchema schema = JsonSchema.Compile(YamlValues.Of(document), faults);
        faults.ForEach(f => document.Report(ProcessIssues.BadSchema, f));
        return schema;
    }

    /// <summary>An <c>input</c>, <c>output</c> or <c>export</c>.</summary>
    public Transform Transform(YamlMap? map, string key, string[] names)
    {
        if (map is null)
        {
            return Tasks.Transform.None;
        }

        Transform transform = new(Schema(map.Map("schema")), map.Find(key) is { } value ? Computed(value, names) : null);
        map.ReportUnknownKeys();
        return transform;
    }

    private Template Text(YamlScalar scalar, string[] names)
    {
        JqValue value = YamlValues.Of(scalar);
        if (value.Kind != JqKind.String)
        {
            return Template.Of(value);
        }

        string text = scalar.Text;
        if (ExpressionText.Parts(text) is not { } parts)
        {
            scalar.Report(ProcessIssues.BadExpression, "an expression that begins with ${ is not closed");
            return Template.Of(value);
        }

        if (parts.All(p => !p.IsExpression))
        {
            return isLoose && RuntimeExpression.TryCompile(text, names, out RuntimeExpression? loose, out _) ? Template.Loose(loose, text) : Template.Of(value);
        }

        // Blanks around one expression are no text: the value stays what it is, an object or a number.
        List<(string Text, bool IsExpression)> told = [.. parts.Where(p => p.IsExpression || !string.IsNullOrWhiteSpace(p.Text))];
        return told is [{ IsExpression: true }]
            ? Expression(scalar, told[0].Text, names)
            : Template.Text([.. parts.Select(p => p.IsExpression ? Expression(scalar, p.Text, names) : Template.Of(JqValue.From(p.Text)))]);
    }

    private Template Expression(YamlScalar scalar, string text, string[] names)
    {
        foreach (Match secret in Secret().Matches(text))
        {
            string name = secret.Groups[1].Value + secret.Groups[2].Value;
            if (!Secrets.Contains(name, StringComparer.Ordinal))
            {
                scalar.Report(ProcessIssues.NotDefined, $"there is no secret '{name}' under use.secrets{YamlForms.DidYouMean(name, Secrets)}");
            }
        }

        if (RuntimeExpression.TryCompile(text, names, out RuntimeExpression? expression, out JqError? error))
        {
            return Template.Of(expression);
        }

        scalar.Report(ProcessIssues.BadExpression, $"{error.Message} (at {error.Line}:{error.Column} of the expression)");
        return Template.Of(JqValue.Null);
    }

    // An expression may stand in its enclosure where it need not.
    private static string Bare(string text)
    {
        string trimmed = text.Trim();
        return trimmed.StartsWith("${", StringComparison.Ordinal) && ExpressionText.Parts(trimmed) is [{ IsExpression: true } one] ? one.Text : text;
    }

    [GeneratedRegex("\\$secrets(?:\\.([A-Za-z_][A-Za-z0-9_]*)|\\.?\\[?\"([^\"]*)\")")]
    private static partial Regex Secret();
}
