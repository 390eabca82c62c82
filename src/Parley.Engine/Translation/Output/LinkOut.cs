using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>A single reference, or the word of a single role.</summary>
internal sealed class LinkOut(LinkItems items) : OutValue
{
    public override bool Write(WriteRun run, Shape field)
    {
        List<Value> found = [];
        items.CollectForOne(run, found);
        if (found.Count == 0)
        {
            return false;
        }

        if (items.Separator.Length > 0)
        {
            run.Emit(field, string.Join(items.Separator, found.Select(v => v.ToString())));
            return true;
        }

        if (found.Count > 1)
        {
            run.Issues.Add(new Issue(TranslationIssues.TooMany, $"only the first of {found.Count} links is written")
            {
                Path = field.Path,
                LosesData = true,
            });
        }

        LinkItems.Emit(run, field, found[0]);
        return true;
    }
}
