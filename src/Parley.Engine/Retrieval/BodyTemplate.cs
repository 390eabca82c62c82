namespace Parley.Engine.Retrieval;

/// <summary>The body of a request as a tree of its language, so that a value can only ever be a value. Immutable.</summary>
public abstract class BodyTemplate
{
    /// <summary>The media type of what it writes.</summary>
    public abstract string MediaType { get; }

    /// <summary>The names that it asks for.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>Writes the body; what has no value is left out with the member, element or attribute that it stands in.</summary>
    public abstract byte[] Write(QuestionValues values);
}
