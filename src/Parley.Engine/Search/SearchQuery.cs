using Parley.Engine.Dictionary.Coordinates;

namespace Parley.Engine.Search;

/// <summary>
/// What is looked for: any combination of attributes, each as well as the asker knows it. What may differ (spelling, order, missing parts) costs weight and
/// excludes nothing; types, systems, place and time exclude. In names, marks, numbers and words <c>*</c> stands for any characters and <c>?</c> for one.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>Free text: words of names, narratives, marks and numbers, in any order.</summary>
    public string? Text { get; init; }

    /// <summary>True where the last word of the text is still being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>A name in one piece, in whatever order.</summary>
    public string? Name { get; init; }

    /// <summary>Given names.</summary>
    public string? GivenNames { get; init; }

    /// <summary>The family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The date of birth, or its year.</summary>
    public string? DateOfBirth { get; init; }

    /// <summary>The sex: male or female.</summary>
    public string? Sex { get; init; }

    /// <summary>A telephone number, or a part of its beginning or end.</summary>
    public string? Telephone { get; init; }

    /// <summary>An e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>A registration mark, whole or in part.</summary>
    public string? Registration { get; init; }

    /// <summary>A postcode, or its outward part.</summary>
    public string? Postcode { get; init; }

    /// <summary>An address, or words of it.</summary>
    public string? Address { get; init; }

    /// <summary>A reference or identifier of any kind.</summary>
    public string? Identifier { get; init; }

    /// <summary>Any other attributes by their names in the dictionary.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Only records of these types; all when empty.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Only records of these systems; all when empty.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>Only what is within a distance of this point.</summary>
    public GeoPoint? Near { get; init; }

    /// <summary>The distance in metres.</summary>
    public double Metres { get; init; } = 1000;

    /// <summary>Only what happened at or after this moment (UTC).</summary>
    public DateTime? From { get; init; }

    /// <summary>Only what happened before this moment (UTC).</summary>
    public DateTime? To { get; init; }

    /// <summary>Whether anything is asked by which records can be found.</summary>
    public bool AsksAnything =>
        new[] { Text, Name, GivenNames, FamilyName, DateOfBirth, Telephone, Email, Registration, Postcode, Address, Identifier }.Any(t => !string.IsNullOrWhiteSpace(t))
        || Attributes.Count > 0 || Near is not null || (From is not null && To is not null);
}
