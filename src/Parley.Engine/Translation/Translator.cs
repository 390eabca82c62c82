using System.Buffers;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Output;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation;

/// <summary>
/// A compiled translation between a message type and bundles, both ways. Immutable and thread-safe: readers, writers and trees are rented for
/// the length of one call.
/// </summary>
public sealed class Translator
{
    private readonly ReadPlan _readPlan;
    private readonly WritePlan _writePlan;
    private readonly Shape _document;
    private readonly RunPool<ReadRun> _readRuns = new();
    private readonly RunPool<WriteRun> _writeRuns = new();

    internal Translator(TranslationDefinition definition, Shape document, ReadPlan readPlan, WritePlan writePlan)
    {
        Definition = definition;
        _document = document;
        _readPlan = readPlan;
        _writePlan = writePlan;
    }

    /// <summary>The translation's name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>The file it came from, relative to the workspace.</summary>
    public required string File { get; init; }

    /// <summary>The format of the messages.</summary>
    public required MessageFormat Format { get; init; }

    /// <summary>The type of the record that its messages are about.</summary>
    public required RecordType SubjectType { get; init; }

    /// <summary>True when it can translate messages into bundles.</summary>
    public bool CanRead { get; init; } = true;

    /// <summary>True when it can translate bundles into messages.</summary>
    public bool CanWrite { get; init; } = true;

    /// <summary>How large a message may be.</summary>
    public FormatLimits Limits { get; init; } = FormatLimits.Default;

    /// <summary>What was compiled, for checks and fidelity.</summary>
    internal TranslationDefinition Definition { get; }

    /// <summary>Translates one message into a bundle.</summary>
    /// <param name="message">The bytes as received.</param>
    /// <param name="issues">Takes what is wrong with the message, what was lost, and what was not used.</param>
    /// <param name="trace">Takes where each value came from, or null when nobody asks.</param>
    /// <param name="today">The day that the dictionary's value rules hold dates against; null leaves those rules unchecked.</param>
    /// <returns>The bundle, as far as the message allows; null when it cannot be read at all. The bundle does not point into the message.</returns>
    public Bundle? Read(ReadOnlyMemory<byte> message, IssueSink issues, TranslationTrace? trace = null, DateOnly? today = null)
    {
        ArgumentNullException.ThrowIfNull(issues);
        ReadRun run = _readRuns.Rent() ?? NewReadRun();
        run.Issues = issues;
        run.Trace = trace;
        run.Today = today;
        Bundle? bundle = _readPlan.Run(run, message);

        // A fault of the engine's own leaves the run behind rather than handing its half-state on.
        _readRuns.Return(run);
        return bundle;
    }

    /// <summary>Translates a bundle into one message.</summary>
    /// <param name="bundle">The bundle, or its permitted part.</param>
    /// <param name="context">What the message says of itself.</param>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="issues">Takes what the message type cannot carry, and what it requires and is not there (an error). Must hold no error yet.</param>
    /// <param name="trace">Takes where each value came from, or null when nobody asks.</param>
    /// <returns>False when the message must not be sent; what was written is then of no use.</returns>
    public bool Write(Bundle bundle, WriteContext context, IBufferWriter<byte> output, IssueSink issues, TranslationTrace? trace = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(issues);
        WriteRun run = _writeRuns.Rent() ?? NewWriteRun();
        run.Bundle = bundle;
        run.Context = context;
        run.Issues = issues;
        run.Trace = trace;
        bool sound = _writePlan.Run(run, output);
        run.Bundle = null!;
        _writeRuns.Return(run);
        return sound;
    }

    /// <summary>Whose task an issue is by what the translation says of its responsibilities; null when it says nothing of the place.</summary>
    /// <param name="path">The issue's path: record and attribute as the translation names them, and the field (<c>caller.dateOfBirth &lt; caller.dob</c>).</param>
    public Responsibility? ResponsibleFor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Definition is not { Responsibilities: { Count: > 0 } rules })
        {
            return null;
        }

        string[] names = path.Split(' ')[0].Split('.');
        return (names.Length < 2 ? null : rules.FirstOrDefault(r => r.Record == names[0] && r.Attribute == names[1])
            ?? rules.FirstOrDefault(r => r.Record == names[0] && r.Attribute is null))?.Whose;
    }

    /// <summary>Whose task what is wrong with a record is, by its type; null when the translation says nothing, or not the same of all its records of that type.</summary>
    /// <param name="type">The record type.</param>
    /// <param name="attribute">The attribute; what names none counts for the record as a whole.</param>
    public Responsibility? ResponsibleForType(string type, string attribute)
    {
        if (Definition is not { Responsibilities: { Count: > 0 } rules })
        {
            return null;
        }

        List<Responsibility?> said = [.. Definition.Records.Where(r => r.Type.Name == type)
            .Select(r => (rules.FirstOrDefault(u => u.Record == r.Name && u.Attribute == attribute) ?? rules.FirstOrDefault(u => u.Record == r.Name && u.Attribute is null))?.Whose)
            .Distinct()];
        return said.Count == 1 ? said[0] : null;
    }

    /// <summary>The attribute that an issue's path names; null when it names none.</summary>
    /// <param name="path">The issue's path.</param>
    public AttributeDefinition? AttributeOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] names = path.Split(' ')[0].Split('.');
        return names.Length < 2 ? null : Definition?.Records.FirstOrDefault(r => r.Name == names[0])?.Attributes.FirstOrDefault(a => a.Attribute.Name == names[1])?.Attribute;
    }

    /// <summary>The record type that an issue's path speaks of; null when it names no record of this translation.</summary>
    /// <param name="path">The issue's path.</param>
    public RecordType? TypeOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] names = path.Split(' ')[0].Split('.');
        return Definition?.Records.FirstOrDefault(r => r.Name == names[0])?.Type;
    }

    /// <summary>Where a message gives an attribute, or would: for what another language finds wanting in it.</summary>
    /// <param name="message">The bytes as received.</param>
    /// <param name="type">The name of the record type.</param>
    /// <param name="attribute">The name of the attribute.</param>
    /// <param name="because">What was found; it is given again with each place in this message.</param>
    public IReadOnlyList<Issue> Locate(ReadOnlyMemory<byte> message, string type, string attribute, Issue because)
    {
        ReadRun run = _readRuns.Rent() ?? NewReadRun();
        (run.Issues, run.Trace, run.Today) = (new IssueSink(), null, null);
        _readPlan.Run(run, message);
        IReadOnlyList<Issue> places = _readPlan.Places(run, type, attribute, because);
        _readRuns.Return(run);
        return places;
    }

    private ReadRun NewReadRun() => new(Format.CreateReader(_document, Limits)) { FirstInstance = new int[Definition.Records.Count + 1] };

    private WriteRun NewWriteRun() => new(Format.CreateWriter(_document))
    {
        FirstInstance = new int[Definition.Records.Count + 1],
        Current = new int[Definition.Records.Count],
    };
}
