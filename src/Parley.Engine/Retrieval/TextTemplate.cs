using System.Text;

namespace Parley.Engine.Retrieval;

/// <summary>A text with <c>{name}</c> or <c>{name:form}</c> in it for values of a question; <c>{{</c> and <c>}}</c> are braces. Immutable.</summary>
public sealed class TextTemplate
{
    private readonly (string Literal, string? Name, ValueForm Form)[] _pieces;

    private TextTemplate((string, string?, ValueForm)[] pieces) => _pieces = pieces;

    /// <summary>The names that it asks for, each once.</summary>
    public IEnumerable<string> Names => _pieces.Select(p => p.Name).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Puts the values in, each encoded for its place; null when one is not there.</summary>
    /// <param name="values">The values.</param>
    /// <param name="encode">Makes a value safe for where the text will stand; null where whatever writes the text does.</param>
    public string? Fill(QuestionValues values, Func<string, string>? encode)
    {
        ArgumentNullException.ThrowIfNull(values);
        StringBuilder filled = new();
        foreach ((string literal, string? name, ValueForm form) in _pieces)
        {
            filled.Append(literal);
            if (name is null)
            {
                continue;
            }

            if (values.Find(name) is not QuestionValue value || form.Write(value) is not { Length: > 0 } text)
            {
                return null;
            }

            filled.Append(encode is null ? text : encode(text));
        }

        return filled.ToString();
    }

    /// <summary>Reads a template; null when it is faulty, with what is wrong.</summary>
    internal static TextTemplate? TryParse(string text, out string? fault)
    {
        List<(string, string?, ValueForm)> pieces = [];
        StringBuilder literal = new();
        fault = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{' && text.IndexOf('}', i) is int end and > 0)
            {
                if (Placeholder(text[(i + 1)..end], ref fault) is not (string name, ValueForm form))
                {
                    return null;
                }

                pieces.Add((literal.ToString(), name, form));
                literal.Clear();
                i = end;
            }
            else if (c is '{' or '}')
            {
                fault = "a brace has no partner";
                return null;
            }
            else
            {
                literal.Append(c);
            }
        }

        pieces.Add((literal.ToString(), null, ValueForm.Plain));
        return new TextTemplate([.. pieces]);
    }

    private static (string Name, ValueForm Form)? Placeholder(string inside, ref string? fault)
    {
        int colon = inside.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? inside : inside[..colon];
        ValueForm? form = colon < 0 ? ValueForm.Plain : ValueForm.TryParse(name, inside[(colon + 1)..]);
        fault = name.Length == 0 ? "a placeholder has no name" : form is null ? $"'{inside[(colon + 1)..]}' is no form of {name}" : null;
        return fault is null ? (name, form!) : null;
    }
}
