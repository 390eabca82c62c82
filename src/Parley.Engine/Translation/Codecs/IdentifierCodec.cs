using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Identifiers, read into their canonical form; written canonical, or in the kind's display form.</summary>
internal sealed class IdentifierCodec(IdentifierKind kind, IdentifierMode mode, bool display) : ValueCodec
{
    private const int LongestIdentifier = 256;

    // Clearing room for the longest costs more than reading one of ordinary length.
    private const int UsualIdentifier = 64;

    public override string How => kind.Name;

    public override CodecFidelity Fidelity => CodecFidelity.Normalised;

    public override string Why => "written in canonical form";

    public override Value Read(ReadOnlySpan<byte> text, int node, ReadRun run)
    {
        ReadOnlySpan<byte> trimmed = Trim(text);
        if (trimmed.IsEmpty)
        {
            return Value.None;
        }

        if (trimmed.Length > LongestIdentifier)
        {
            return run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is too long for a {kind.Title}");
        }

        Span<char> chars = stackalloc char[trimmed.Length <= UsualIdentifier ? UsualIdentifier : LongestIdentifier];
        int length = Encoding.UTF8.GetChars(trimmed, chars);
        IdentifierResult result = kind.Parse(chars[..length]);

        // Paths and positions are made for a fault only: they cost more than all the rest.
        if (result.Fault != IdentifierFault.None && result.ToIssue(kind, mode, run.Tree.PositionOf(node), run.PathOf(node)) is { } issue)
        {
            run.Issues.Add(issue);
        }

        return result.Canonical is null || (result.Fault != IdentifierFault.None && mode == IdentifierMode.Strict)
            ? Value.None
            : Value.Text(result.Canonical);
    }

    public override void Write(in Value value, Shape field, WriteRun run) =>
        run.Emit(field, display ? kind.Display(value.ToString()) : value.ToString());
}
