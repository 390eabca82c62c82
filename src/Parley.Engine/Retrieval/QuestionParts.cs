namespace Parley.Engine.Retrieval;

/// <summary>The names that a question's parts have: those of a search, and the circumstances in which it is asked.</summary>
public static class QuestionParts
{
    /// <summary>The parts of a search that a system may be asked by, beside attributes of the dictionary.</summary>
    public static IReadOnlyList<string> OfSearch { get; } =
    [
        "text", "name", "givenNames", "familyName", "dateOfBirth", "sex", "telephone", "email", "registration", "postcode", "address", "identifier",
        "latitude", "longitude", "metres", "from", "to",
    ];

    /// <summary>What may always stand in a request: why it is asked, who asks, and the search it belongs to.</summary>
    public static IReadOnlyList<string> Circumstances { get; } = ["purpose", "reason", "asker", "search"];
}
