using Parley.Engine.Dictionary;

namespace Parley.Server.Identities;

/// <summary>Something to be read first that a source says of the person or place itself, by an attribute, and not as a record of its own.</summary>
/// <param name="Attribute">The attribute that says it.</param>
/// <param name="Said">What it says, with all that say it.</param>
internal sealed record ViewedSign(AttributeDefinition Attribute, ViewedValue Said)
{
    /// <summary>It in words.</summary>
    public string Label => Said.Value.Form == ValueForm.Boolean ? s_words.GetValueOrDefault(Attribute.Name, Attribute.Name) : Said.Label ?? Said.Text;

    private static readonly Dictionary<string, string> s_words = new(StringComparer.Ordinal)
    {
        ["dangerous"] = "A warning marker is held",
        ["wanted"] = "Wanted",
        ["onBail"] = "On bail",
    };

    /// <summary>Those of some attributes that say so; a "no" is no sign.</summary>
    /// <param name="attributes">What is known of the identity.</param>
    /// <param name="names">The attributes, in the order in which they are to be read.</param>
    public static List<ViewedSign> Of(IReadOnlyList<ViewedAttribute> attributes, IEnumerable<string> names) =>
    [
        .. names.Select(n => attributes.FirstOrDefault(a => a.Name == n)).OfType<ViewedAttribute>()
            .SelectMany(a => a.Values.Where(v => v.Value.Form != ValueForm.Boolean || v.Value.AsBoolean).Select(v => new ViewedSign(a.Definition, v))),
    ];
}
