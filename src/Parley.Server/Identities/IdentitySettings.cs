using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Identities;
using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Incremental;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Workspace;

namespace Parley.Server.Identities;

/// <summary>
/// How records are joined: fixed while the server runs, and the same for the whole repository as for what one asker may see of it. Nothing in it is counted from
/// records, so that no weight tells of records that an asker may not see.
/// </summary>
internal sealed class IdentitySettings
{
    public IdentitySettings(IdentityDefinition definition)
    {
        (JoinFrom, ReviewFrom) = (definition.JoinFrom, definition.ReviewFrom);
        Linkage = new LinkageSettings
        {
            Model = definition.Model,
            Frequencies = ValueFrequencies.Of(new RecordTable(PersonColumns.Map)),
            Blocking = BlockingPlan.Usual,
            Threshold = definition.JoinFrom,
            Others = definition.Population - 1,
        };
        string all = string.Create(CultureInfo.InvariantCulture, $"{LinkageModelText.Write(definition.Model)}\n{definition.Population}\n");
        Model = $"{definition.Model.Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..8]}";
    }

    /// <summary>The bits from which records are joined.</summary>
    public double JoinFrom { get; }

    /// <summary>The bits from which a pair waits for a decision.</summary>
    public double ReviewFrom { get; }

    /// <summary>The settings of the engine.</summary>
    public LinkageSettings Linkage { get; }

    /// <summary>The model's name with the beginning of the hash of what it says: by it a stored weight is known to be of this model or of one before.</summary>
    public string Model { get; }

    /// <summary>An empty index of persons with these settings.</summary>
    public LinkageIndex NewIndex() => new(PersonColumns.Map, Linkage);
}
