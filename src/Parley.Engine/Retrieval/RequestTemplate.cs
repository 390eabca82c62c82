using System.Text;

namespace Parley.Engine.Retrieval;

/// <summary>How a system is asked over HTTP, in its own language. Each value is encoded for the place it stands in. Immutable.</summary>
public sealed record RequestTemplate
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The address.</summary>
    public required TextTemplate Address { get; init; }

    /// <summary>Parameters of the query, added to those of the address; those without a value are left out.</summary>
    public IReadOnlyList<(string Name, TextTemplate Value)> Query { get; init; } = [];

    /// <summary>Headers; those without a value are left out.</summary>
    public IReadOnlyList<(string Name, TextTemplate Value)> Headers { get; init; } = [];

    /// <summary>The body, or null.</summary>
    public BodyTemplate? Body { get; init; }

    /// <summary>All names that it asks for.</summary>
    public IEnumerable<string> Names => Address.Names.Concat(Query.SelectMany(q => q.Value.Names)).Concat(Headers.SelectMany(h => h.Value.Names)).Concat(Body?.Names ?? []);

    /// <summary>The request for some values; null when the address lacks one, or one would change its path.</summary>
    public QuestionRequest? Fill(QuestionValues values)
    {
        bool usable = true;
        string? address = Address.Fill(values, v =>
        {
            usable &= v is not ("." or "..");
            return Uri.EscapeDataString(v);
        });
        if (address is null || !usable)
        {
            return null;
        }

        string query = FormBody.Pairs(Query, values);
        return new QuestionRequest(
            Method,
            query.Length == 0 ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}",
            [.. Headers.Select(h => (h.Name, Value: h.Value.Fill(values, HeaderSafe))).Where(h => h.Value is not null).Select(h => (h.Name, h.Value!))],
            Body?.Write(values),
            Body?.MediaType);
    }

    // Headers are ASCII on one line: everything else, and the escape itself, is percent-encoded as UTF-8.
    private static string HeaderSafe(string value)
    {
        StringBuilder safe = new(value.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(value))
        {
            if (b is >= 0x20 and <= 0x7e and not (byte)'%')
            {
                safe.Append((char)b);
            }
            else
            {
                safe.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return safe.ToString();
    }
}
