using Parley.Engine.Linkage.Incremental;

namespace Parley.Server.Identities;

/// <summary>An identity as one asker may see it.</summary>
/// <param name="Members">Its records in the order of their names; the first names the identity.</param>
/// <param name="Links">For persons the index of all that was compared, from what the asker may see alone; otherwise null.</param>
/// <param name="LeftOut">Rules and identifiers that too many records share to say anything, in words.</param>
internal sealed record FoundIdentity(IReadOnlyList<SeenRecord> Members, LinkageIndex? Links, IReadOnlyList<string> LeftOut)
{
    /// <summary>The record that names it: the lowest of its members' names. Any member's name leads to it.</summary>
    public long Id => Members[0].Name;

    /// <summary>The type of its records.</summary>
    public string Type => Members[0].Record.Type.Name;
}
