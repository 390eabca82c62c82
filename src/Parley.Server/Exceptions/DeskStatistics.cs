using Parley.Engine.Dictionary;
using Parley.Engine.Translation;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Counts what goes wrong: for the people at the desk, and for who measures a source's quality.</summary>
internal sealed class DeskStatistics(Store store, Desk desk, WorkspaceHost workspace, ServerOptions options)
{
    private const int Most = 20_000;
    private const int MostCauses = 50;

    /// <summary>What went wrong with what each source sent since a moment, most often first: the counts that a source's quality score reads.</summary>
    /// <param name="since">From when exceptions count by their opening.</param>
    /// <param name="within">The systems that must act or whose messages they are; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<ExceptionCause>> CausesAsync(DateTimeOffset since, IReadOnlyCollection<string>? within, CancellationToken cancellationToken) =>
        CausesOf(await desk.AllAsync(new CaseFilter { Within = within, From = IdGenerator.Floor(since) }, Most, cancellationToken));

    /// <summary>The figures of the last days.</summary>
    public async Task<DeskFigures> CountAsync(int days, IReadOnlyCollection<string>? within, CancellationToken cancellationToken)
    {
        DateTimeOffset since = options.Time.GetUtcNow().AddDays(-days);
        CaseFilter filter = new() { Within = within, From = IdGenerator.Floor(since) };
        List<Case> opened = await desk.AllAsync(filter, Most, cancellationToken);
        List<Case> open = await desk.AllAsync(new CaseFilter { Within = within, Status = ExceptionStatus.Open }, Most, cancellationToken);
        List<(string System, long Count)> exchanges = await store.Reader.ExchangeCountsAsync(filter.From, within, cancellationToken);
        HashSet<long> seen = [.. opened.Select(c => c.Exception.Id)];
        List<SampleRow> samples = [.. (await store.Reader.SamplesAsync(Clock.Microseconds(since), cancellationToken))
            .Where(s => within is null || seen.Contains(s.Exception))];
        return new DeskFigures
        {
            Exchanges = exchanges.Sum(e => e.Count),
            Touched = opened.Where(c => c.Exception.Exchange >= filter.From).Select(c => c.Exception.Exchange).Distinct().Count(),
            Opened = opened.Count,
            Standing = opened.GroupBy(c => StatusText.Of(c.Exception.Status)).ToDictionary(g => g.Key, g => g.Count()),
            Open = open.Count,
            Overdue = open.Count(c => c.IsOverdue),
            Age = AgeOf(open),
            Sampled = (samples.Count, samples.Count(s => s.Agrees)),
            Causes = [.. CausesOf(opened).Take(MostCauses)],
            IsComplete = opened.Count < Most && open.Count < Most,
        };
    }

    private (long, long, long)? AgeOf(List<Case> open)
    {
        long now = Clock.Microseconds(options.Time);
        long[] ages = [.. open.Select(c => (now - c.Exception.Opened) / 1_000_000).Order()];
        return ages.Length == 0 ? null : (ages[ages.Length / 2], ages[(int)(0.9 * (ages.Length - 1))], ages[^1]);
    }

    private List<ExceptionCause> CausesOf(List<Case> cases) =>
    [
        .. cases.GroupBy(CauseOf)
            .Select(g => new ExceptionCause(g.Key.Source, g.Key.Code, g.Key.List, g.Key.Whose, g.Count()))
            .OrderByDescending(c => c.Count).ThenBy(c => c.Source, StringComparer.Ordinal).ThenBy(c => c.Code, StringComparer.Ordinal),
    ];

    private (string Source, string Code, string? List, Responsibility Whose) CauseOf(Case one)
    {
        ExceptionRow row = one.Exception;
        if (Prevention.Found(row.Issues) is not [(string code, string path, _), ..])
        {
            return (row.Source, row.Code, null, one.Whose);
        }

        AttributeDefinition? attribute = TaskRules.TranslationOf(workspace.Current.Workspace, one.Row)?.AttributeOf(path);
        return (row.Source, code, attribute?.Codes?.Name, one.Whose);
    }
}
