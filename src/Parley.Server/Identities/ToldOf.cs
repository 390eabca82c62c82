using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>What an asker may know of a decision on two records beside that it was taken, when, for which organisation and with what verdict.</summary>
/// <param name="Why">Whether they may know its reason, which may quote anything that the reviewer saw: those who see both records whole, and the reviewer's own organisation where it sees all evidence.</param>
/// <param name="Weight">Whether they may know the weight that the reviewer was shown, which rests on all evidence: those who see all of it.</param>
/// <param name="Who">Whether they may know the person: the reviewer's own organisation, and those who may know the reason.</param>
internal readonly record struct ToldOf(bool Why, bool Weight, bool Who)
{
    /// <summary>All of it: the reviewer themself.</summary>
    public static readonly ToldOf All = new(true, true, true);

    /// <summary>What one who sees two records may know of a decision on them.</summary>
    public static ToldOf Decision(Sight sight, IdentityDecisionRow row, SeenRecord left, SeenRecord right)
    {
        bool own = sight.IsOwn(row.Organisation);
        bool evidence = left.IsWholePerson && right.IsWholePerson;
        bool why = (left.IsWhole && right.IsWhole) || (own && evidence);
        return new ToldOf(why, evidence, own || why);
    }
}
