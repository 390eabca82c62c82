using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Commands;

/// <summary><c>parley errors</c>: explains the codes of issues.</summary>
internal sealed class ErrorsCommand : ParleyCommand
{
    private readonly Argument<string?> _code = new("code")
    {
        Description = "A code such as WSP006, or the beginning of codes such as WSP",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ErrorsCommand()
        : base("errors", "Explain the code of an issue: cause, example, remedy") =>
        Takes(_code);

    /// <inheritdoc/>
    public override string Details => """
        Every fault that Parley reports, in a workspace, a message or a request, has a stable code, and every code has a page. Without a code all
        are listed.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley errors WSP006   the page of one code",
        "parley errors TRN      all codes that begin with TRN",
        "parley errors          all codes",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string wanted = parsed.GetValue(_code)?.ToUpperInvariant() ?? "";
        List<string> codes = [.. ErrorPages.Codes.Where(c => c.StartsWith(wanted, StringComparison.Ordinal))];
        if (codes.Count == 0)
        {
            throw new UsageException($"there is no code {wanted}{YamlForms.DidYouMean(wanted, ErrorPages.Codes)}");
        }

        if (ErrorPages.Find(wanted) is { } page)
        {
            ShowPage(wanted, page, output);
        }
        else
        {
            List(codes, output);
        }

        return Task.FromResult(ExitCode.Ok);
    }

    private static void ShowPage(string code, string page, Output output)
    {
        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["code"] = code, ["title"] = ErrorPages.Title(code), ["page"] = page });
            return;
        }

        foreach (string line in page.TrimEnd().Split('\n'))
        {
            string text = line.TrimEnd();
            output.Line(text.StartsWith('#') ? output.Bold(text.TrimStart('#', ' ')) : text);
        }
    }

    private static void List(List<string> codes, Output output)
    {
        if (output.Json)
        {
            output.JsonResult(new JsonArray([.. codes.Select(c => (JsonNode)new JsonObject { ["code"] = c, ["title"] = ErrorPages.Title(c) })]));
            return;
        }

        foreach (string code in codes)
        {
            output.Line($"{output.Bold(code)}  {ErrorPages.Title(code)}");
        }
    }
}
