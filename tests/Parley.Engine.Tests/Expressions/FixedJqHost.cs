using System.Diagnostics.CodeAnalysis;
using Parley.Engine.Expressions;

namespace Parley.Engine.Tests.Expressions;

/// <summary>A host with a clock that stands, two environment variables, given inputs, and a record of what was said.</summary>
internal sealed class FixedJqHost(params string[] inputs) : JqHost
{
    private readonly Queue<string> _inputs = new(inputs);

    public List<string> Said { get; } = [];

    public override JqValue Environment { get; } =
        JqValue.FromMembers([KeyValuePair.Create("PAGER", JqValue.From("less")), KeyValuePair.Create("EDITOR", JqValue.From("ed"))]);

    public override double Now => 1425599621.5;

    public override TimeZoneInfo Zone { get; } = TimeZoneInfo.CreateCustomTimeZone("WXT", TimeSpan.FromHours(1), "WXT", "WXT");

    public override string InputName => "given.json";

    public override long InputLine => inputs.Length - _inputs.Count;

    public override bool TryInput([NotNullWhen(true)] out JqValue? value, out string? fault)
    {
        (value, fault) = (null, null);
        return _inputs.TryDequeue(out string? text) && JqValue.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out value, out fault);
    }

    public override void Debug(JqValue message) => Said.Add($"debug {message}");

    public override void Error(JqValue message) => Said.Add($"error {message}");
}
