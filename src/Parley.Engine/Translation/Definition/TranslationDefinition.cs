using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Definition;

/// <summary>A translation as its file says it, every name resolved against the dictionary; what the compiler, the checks and fidelity work on.</summary>
internal sealed record TranslationDefinition
{
    public required string Name { get; init; }

    public required string File { get; init; }

    public SourcePosition Position { get; init; }

    public required MessageFormat Format { get; init; }

    /// <summary>Prefixes of XML names.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>();

    /// <summary>The path from the document to the place that all other paths start from; empty for JSON and rows.</summary>
    public FieldPath Root { get; init; } = FieldPath.Self;

    public bool CanRead { get; init; } = true;

    public bool CanWrite { get; init; } = true;

    /// <summary>The records; the subject first.</summary>
    public required IReadOnlyList<RecordRule> Records { get; init; }

    public IReadOnlyList<LinkRule> Links { get; init; } = [];

    /// <summary>Fields that are written with a fixed value, and ignored when read.</summary>
    public IReadOnlyList<ConstantRule> Constants { get; init; } = [];

    public IReadOnlyList<FactRule> Facts { get; init; } = [];

    /// <summary>Fields that are knowingly not used, with the reason.</summary>
    public IReadOnlyList<UnusedRule> Unused { get; init; } = [];

    /// <summary>Who puts right what goes wrong, where it is not whom the kind of fault says.</summary>
    public IReadOnlyList<ResponsibilityRule> Responsibilities { get; init; } = [];

    /// <summary>The order of output, as far as the order of mention does not give it.</summary>
    public IReadOnlyList<FieldPath> Order { get; init; } = [];

    /// <summary>Fields that carry a message of another format as text.</summary>
    public IReadOnlyList<(FieldPath Path, MessageFormat Format)> Embedded { get; init; } = [];
}
