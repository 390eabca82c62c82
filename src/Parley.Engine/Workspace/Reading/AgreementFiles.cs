using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Reading;


namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads the files of <c>agreements/</c>: agreements, the signatures beside them, and what stops them.</summary>
internal sealed class AgreementFiles(ReadContext context, SharingContext sharing)
{
    /// <summary>The folder.</summary>
    public const string Folder = "agreements/";

    /// <summary>How the name of a file ends that stops an agreement.</summary>
    public const string StateEnding = ".state.yaml";

    /// <summary>Reads all agreements with what is known of each.</summary>
    public IReadOnlyDictionary<string, AgreementStanding> Read()
    {
        Dictionary<string, AgreementStanding> standings = new(StringComparer.Ordinal);
        foreach (string path in context.YamlIn(Folder).Where(p => !p.EndsWith(StateEnding, StringComparison.Ordinal)))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (context.Map(path) is { } map && new AgreementReader(sharing, map).Read(name) is { } agreement)
            {
                standings[agreement.Id] = Standing(agreement);
            }
        }

        return standings;
    }

    private AgreementStanding Standing(AgreementDefinition agreement)
    {
        AgreementParties parties = AgreementParties.Of(agreement, sharing.Organisations, sharing.Groups);
        return new AgreementStanding(agreement, [], parties.All, Stop(agreement, parties));
    }

    private AgreementStop? Stop(AgreementDefinition agreement, AgreementParties parties)
    {
        string path = $"{Folder}{agreement.Id}{StateEnding}";
        return context.TryUse(path, out _) && context.Map(path) is { } map ? AgreementStopReader.Read(map, parties) : null;
    }
}
