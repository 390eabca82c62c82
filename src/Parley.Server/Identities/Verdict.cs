namespace Parley.Server.Identities;

/// <summary>What a person decided on two records. The numbers are stored.</summary>
internal enum Verdict
{
    /// <summary>They are of one person.</summary>
    Same = 1,

    /// <summary>They are not.</summary>
    NotSame = 2,

    /// <summary>It cannot be told from what there is: it waits no longer, and what the weights say holds.</summary>
    CannotTell = 3,
}
