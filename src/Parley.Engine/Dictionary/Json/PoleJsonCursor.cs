using System.Text.Json;
using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Json;

/// <summary>Where a reader of pole JSON is: goes from token to token, and tells of what has the wrong shape with its place.</summary>
internal ref struct PoleJsonCursor
{
    /// <summary>The tokens. A copy of it is a place to come back to.</summary>
    public Utf8JsonReader Json;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly IssueSink _issues;

    public PoleJsonCursor(ReadOnlySpan<byte> utf8, IssueSink issues)
    {
        _utf8 = utf8;
        _issues = issues;
        Json = new Utf8JsonReader(utf8);
    }

    /// <summary>Goes to the next property of the object; false at its end.</summary>
    public bool NextProperty() => Json.Read() && Json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Which of some names the property has; -1 for none.</summary>
    public readonly int Index(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, ReadOnlySpan<byte> e) =>
        Json.ValueTextEquals(a) ? 0
        : Json.ValueTextEquals(b) ? 1
        : Json.ValueTextEquals(c) ? 2
        : !d.IsEmpty && Json.ValueTextEquals(d) ? 3
        : !e.IsEmpty && Json.ValueTextEquals(e) ? 4 : -1;

    /// <summary>The property's value, which must be a string.</summary>
    public string? ReadText(string name)
    {
        Json.Read();
        if (Json.TokenType == JsonTokenType.String)
        {
            return Json.GetString();
        }

        Report(PoleJsonIssues.WrongShape, $"'{name}' is no string");
        Json.Skip();
        return null;
    }

    /// <summary>Goes to the property's value, which must be an object.</summary>
    public bool EnterObject(string name)
    {
        Json.Read();
        return IsObject($"'{name}'");
    }

    /// <summary>Whether here is an object; anything else is told of and skipped.</summary>
    public bool IsObject(string what)
    {
        if (Json.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        Report(PoleJsonIssues.WrongShape, $"{what} is no object", losesData: true);
        Json.Skip();
        return false;
    }

    /// <summary>Goes to the property's value, which must be an array.</summary>
    public bool EnterArray(string name)
    {
        Json.Read();
        if (Json.TokenType == JsonTokenType.StartArray)
        {
            return true;
        }

        Report(PoleJsonIssues.WrongShape, $"'{name}' is no array", losesData: true);
        Json.Skip();
        return false;
    }

    /// <summary>Tells of a property that stands twice or has no meaning, and skips it.</summary>
    public void ReportProperty(Seen seen)
    {
        string name = Json.GetString()!;
        bool repeated = seen.LastRepeated;
        Report(
            repeated ? PoleJsonIssues.RepeatedProperty : PoleJsonIssues.UnknownProperty,
            repeated ? $"'{Shown(name)}' stands twice" : $"'{Shown(name)}' has no meaning here",
            losesData: true);
        Json.Skip();
    }

    /// <summary>Tells of something at the current token.</summary>
    public readonly void Report(IssueCode code, string message, string path = "", bool losesData = false) =>
        _issues.Add(code, message, Place(), path, losesData);

    /// <summary>The place of the current token, counted only when something is to be said of it.</summary>
    public readonly SourcePosition Place()
    {
        ReadOnlySpan<byte> before = _utf8[..(int)Json.TokenStartIndex];
        return new SourcePosition(null, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    /// <summary>A text as an issue may quote it.</summary>
    public static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>Which properties of an object were there already.</summary>
    public struct Seen
    {
        private int _bits;

        public bool LastRepeated { get; private set; }

        public bool Add(int property)
        {
            LastRepeated = (_bits & (1 << property)) != 0;
            _bits |= 1 << property;
            return !LastRepeated;
        }
    }
}
