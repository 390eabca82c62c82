using System.Text;

namespace Parley.Engine.Retrieval;

/// <summary>A body of form fields.</summary>
internal sealed class FormBody(IReadOnlyList<(string Name, TextTemplate Value)> fields) : BodyTemplate
{
    /// <inheritdoc/>
    public override string MediaType => "application/x-www-form-urlencoded";

    /// <inheritdoc/>
    public override IEnumerable<string> Names => fields.SelectMany(f => f.Value.Names);

    /// <inheritdoc/>
    public override byte[] Write(QuestionValues values) => Encoding.UTF8.GetBytes(Pairs(fields, values));

    /// <summary>Names and values with <c>=</c> and <c>&amp;</c> between, all escaped; what has no value is left out.</summary>
    internal static string Pairs(IEnumerable<(string Name, TextTemplate Value)> fields, QuestionValues values) => string.Join('&', fields
        .Select(f => (f.Name, Value: f.Value.Fill(values, null)))
        .Where(f => f.Value is not null)
        .Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value!)}"));
}
