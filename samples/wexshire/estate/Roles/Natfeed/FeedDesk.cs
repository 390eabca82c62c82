using System.Buffers;
using System.Globalization;
using System.Text;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Natfeed;

/// <summary>Takes lines of the feed. One wrong line refuses the whole of what was posted, so that nothing is taken by half.</summary>
internal sealed class FeedDesk(RoleContext context)
{
    private static readonly SearchValues<byte> Allowed = SearchValues.Create([(byte)'\r', (byte)'\n', .. Enumerable.Range(' ', 95).Select(c => (byte)c)]);

    public async Task<IResult> Receive(HttpRequest request)
    {
        var bytes = await BodyReader.ReadBytes(request);
        if (bytes.AsSpan().IndexOfAnyExcept(Allowed) is >= 0 and var wrong)
        {
            return Answer(400, [string.Create(CultureInfo.InvariantCulture, $"NAK BYTE {wrong + 1} VALUE {bytes[wrong]} IS NOT PRINTABLE ASCII")]);
        }

        var lines = Encoding.ASCII.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).ToList();
        var faults = lines.SelectMany((line, index) => Check(line).Select(fault => $"NAK LINE {index + 1} {fault}")).ToList();
        if (lines.Count == 0 || faults.Count > 0)
        {
            return Answer(400, lines.Count == 0 ? ["NAK NO RECORD"] : faults);
        }

        return Answer(200, lines.Select(line => $"ACK {Keep(line).Holding.Ref}"));
    }

    private static IEnumerable<string> Check(string line)
    {
        if (line.Length != FeedLayout.Length)
        {
            return [$"LENGTH {line.Length} IS NOT {FeedLayout.Length}"];
        }

        var wrong = FeedLayout.Fields.Where(field => !IsRight(field, field.Of(line))).Select(field => $"{field.Name} '{field.Of(line)}'");
        return new[] { FeedLayout.Force, FeedLayout.Action, FeedLayout.Reference, FeedLayout.Date }
            .Where(field => string.IsNullOrWhiteSpace(field.Of(line))).Select(field => $"{field.Name} IS MANDATORY").Concat(wrong);
    }

    private static bool IsRight(FeedField field, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return true;
        }

        // A legacy reader sorts and compares these columns as bytes: upper case and left-justified, or not at all.
        var isFormed = field.Kind == 'N' ? value.All(char.IsAsciiDigit) : value[0] != ' ' && !value.Any(char.IsAsciiLetterLower);
        return isFormed && (field.Codes is null || field.Codes.Contains(value.TrimEnd()));
    }

    private static IResult Answer(int status, IEnumerable<string> lines) =>
        Results.Text(string.Concat(lines.Select(line => line + "\n")), "text/plain", Encoding.ASCII, status);

    private Stored Keep(string line)
    {
        var reference = $"{FeedLayout.Force.Of(line)}-{FeedLayout.Reference.Of(line).TrimEnd()}";
        return context.Journal.Store(reference, _ => new Holding(
            reference,
            reference,
            "record",
            $"{FeedLayout.Reference.Of(line).TrimEnd()} {FeedLayout.Town.Of(line).TrimEnd()}",
            context.Now,
            FeedLayout.Fields.Where(field => !string.IsNullOrWhiteSpace(field.Of(line))).ToDictionary(field => field.Name, field => field.Of(line).TrimEnd()),
            "text/plain",
            line + "\n"));
    }
}
