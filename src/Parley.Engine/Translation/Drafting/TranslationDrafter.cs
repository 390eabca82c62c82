using Parley.Engine.Issues;
using Parley.Engine.Translation.Drafting.Sources;
using Parley.Engine.Translation.Verification;

namespace Parley.Engine.Translation.Drafting;

/// <summary>
/// Proposes a translation: 1. reads the source into a tree of fields; 2. decides which parts are records; 3. matches fields with attributes
/// by name, values and codes; 4. writes YAML; 5. compiles it and reads the samples with it, and takes out what does not hold.
/// </summary>
public static class TranslationDrafter
{
    private const int MostRounds = 60;

    /// <summary>Drafts a translation.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="issues">Takes what is wrong with the files.</param>
    /// <returns>The draft, which compiles without errors; null when the files give none.</returns>
    public static Draft? Draft(DraftRequest request, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(issues);
        ArgumentOutOfRangeException.ThrowIfZero(request.Files.Count);

        // 1.
        if (SourceReader.Read(request, issues) is not { } message)
        {
            return null;
        }

        // 2. and 3.
        StructureDrafter structure = new(request.Dictionary, new AttributeMatcher(request.Dictionary, request.Today));
        List<ProposedRecord> records = [.. structure.Draft(message, request.Name)];
        if (records.All(r => r.Attributes.Count == 0))
        {
            issues.Add(DraftIssues.NothingFits, "no field of the files fits an attribute of the dictionary", new SourcePosition(request.Files[0].Path, 0, 0));
            return null;
        }

        // 4. and 5.
        List<ProposedLink> links = LinkDrafter.Draft(records, request.Dictionary);
        List<string> taken = [];
        DraftWriter writer = Write(request, message, records, links, structure.Decisions, taken);
        for (int round = 0; round < MostRounds && Faulty(request, writer, records, out string why) is { } faulty; round++)
        {
            Remove(faulty, records, links, why, taken);
            writer = Write(request, message, records, links, structure.Decisions, taken);
        }

        return new Draft(writer.Yaml, writer.Lines, Decisions(message, records, links, structure.Decisions, taken, Unused(message, records, links).Count));
    }

    private static DraftWriter Write(
        DraftRequest request, SourceMessage message, List<ProposedRecord> records, List<ProposedLink> links, List<string> structure, List<string> taken)
    {
        List<SourceField> unused = Unused(message, records, links);
        return DraftWriter.Write(request.Name, message, records, links, unused, Decisions(message, records, links, structure, taken, unused.Count));
    }

    private static List<string> Decisions(
        SourceMessage message, List<ProposedRecord> records, List<ProposedLink> links, List<string> structure, List<string> taken, int unused)
    {
        List<string> decisions = [.. message.Notes, .. structure, .. taken];
        decisions.AddRange(records.SelectMany(r => r.Attributes).Select(a => a.Spec.Decision).OfType<string>());
        decisions.AddRange(links.SelectMany(RolesToDecide));
        decisions.AddRange(links.Where(l => l.Confidence < 55).Select(l => $"what joins {l.From.Name} and {l.To.Name}: {l.Role.Name} was put"));
        if (unused > 0)
        {
            decisions.Add($"what becomes of the {unused} fields under 'unused'");
        }

        return [.. decisions.Distinct()];
    }

    // The proposal that an error is about; null when there is no error left.
    private static object? Faulty(DraftRequest request, DraftWriter writer, List<ProposedRecord> records, out string why)
    {
        IssueSink compiling = new();
        Translator? translator = TranslationCompiler.Compile(request.Name + ".yaml", writer.Yaml, request.Dictionary, compiling);
        if (translator is null)
        {
            Issue error = compiling.Issues.First(i => i.Severity == Severity.Error);
            why = error.Message;
            return writer.At(error.Position.Line) ?? ByPath(error, records);
        }

        why = "";
        if ((request.Kind ?? SourceReader.KindOf(request.Files[0])) != DraftSourceKind.Samples)
        {
            return null;
        }

        foreach (DraftFile file in request.Files)
        {
            IssueSink reading = new();
            SampleCheck.Run(translator, file.Path, file.Content, request.Today, reading);
            foreach (Issue error in reading.Issues.Where(i => i.Severity == Severity.Error))
            {
                if (ByPath(error, records) is { } match)
                {
                    why = error.Message;
                    return match;
                }
            }
        }

        return null;
    }

    private static AttributeMatch? ByPath(Issue issue, List<ProposedRecord> records)
    {
        string[] parts = issue.Path.Split(' ')[0].Split('.');
        return parts.Length < 2 ? null : records.Find(r => r.Name == parts[0])?.Attributes.Find(a => a.Attribute.Name == parts[1]);
    }

    private static void Remove(object faulty, List<ProposedRecord> records, List<ProposedLink> links, string why, List<string> taken)
    {
        switch (faulty)
        {
            case AttributeMatch match:
                ProposedRecord holder = records.First(r => r.Attributes.Contains(match));
                holder.Attributes.Remove(match);
                taken.Add($"how {match.Field.Path} can be {match.Attribute.Name} of {holder.Name}: {why}");
                break;
            case ProposedLink link:
                links.Remove(link);
                taken.Add($"what joins {link.From.Name} and {link.To.Name}: {why}");
                break;
            case ProposedRecord record when records.IndexOf(record) > 0:
                records.RemoveAll(r => r == record || r.Parent == record);
                links.RemoveAll(l => !records.Contains(l.From) || !records.Contains(l.To));
                taken.Add($"whether {record.Place} are records: {why}");
                break;
        }
    }

    private static IEnumerable<string> RolesToDecide(ProposedLink link)
    {
        string[] open = [.. link.Roles.Where(r => r.Role is null).Select(r => r.Value)];
        return open.Length == 0 ? [] : [$"which link role {string.Join(", ", open)} of {link.RoleField!.Path} stand for: {link.Role.Name} was put"];
    }

    // Fields that no attribute uses; a container stands for all within it when none of it is used.
    private static List<SourceField> Unused(SourceMessage message, List<ProposedRecord> records, List<ProposedLink> links)
    {
        HashSet<SourceField> used = [.. records.SelectMany(r => r.Attributes.SelectMany(a => a.Field.Fields).Concat(r.Further.Where(f => r.Attributes.Contains(f.Key)).SelectMany(f => f.Value).SelectMany(f => f.Fields)))];
        used.UnionWith(links.Select(l => l.RoleField?.First).OfType<SourceField>());
        List<SourceField> unused = [];
        Collect(message.Root);
        return unused;

        void Collect(SourceField field)
        {
            foreach (SourceField child in field.Children)
            {
                if (!used.Contains(child) && !child.Descendants().Any(used.Contains))
                {
                    unused.Add(child);
                }
                else
                {
                    // Text beside what is used: the path stands for the text.
                    if (!used.Contains(child) && child.HasValue && child.Seen > 0)
                    {
                        unused.Add(child);
                    }

                    Collect(child);
                }
            }
        }
    }
}
