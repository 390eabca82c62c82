using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Parley.Engine.Expressions;

namespace Parley.Cli.Jq;

/// <summary>What a program at the command line can reach: the clock, the environment, the further inputs and standard error.</summary>
internal sealed class ConsoleJqHost(TimeProvider time, TextWriter errors) : JqHost
{
    private JqValue? _environment;

    /// <summary>Where the inputs come from; set before the run.</summary>
    public required Func<(JqValue? Value, string? Fault)> Next { get; init; }

    /// <summary>The files that are being read.</summary>
    public required JqInputs Inputs { get; init; }

    /// <inheritdoc/>
    public override double Now => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <inheritdoc/>
    public override TimeZoneInfo Zone => time.LocalTimeZone;

    /// <inheritdoc/>
    public override string? InputName => Inputs.Name;

    /// <inheritdoc/>
    public override long InputLine => Inputs.Line;

    /// <inheritdoc/>
    public override JqValue Environment => _environment ??= JqValue.FromMembers(
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(e => KeyValuePair.Create((string)e.Key, JqValue.From((string?)e.Value))));

    /// <inheritdoc/>
    public override bool TryInput([NotNullWhen(true)] out JqValue? value, out string? fault)
    {
        (value, fault) = Next();
        return value is not null;
    }

    /// <inheritdoc/>
    public override void Debug(JqValue message) => errors.WriteLine($"[\"DEBUG:\",{message}]");

    /// <inheritdoc/>
    public override void Error(JqValue message) => errors.Write(message.Kind == JqKind.String ? message.AsString : message.ToString());
}
