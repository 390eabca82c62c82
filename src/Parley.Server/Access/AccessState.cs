using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>What was found out about a request's caller, once, before any endpoint ran.</summary>
/// <param name="Caller">Who calls; null for nobody who is known.</param>
/// <param name="Session">The session it was known by, when it was one.</param>
/// <param name="Refusal">Why what was presented was not taken, when that is for the caller to know.</param>
internal sealed record AccessState(Caller? Caller, OpenSession? Session, Problem? Refusal)
{
    /// <summary>Nobody.</summary>
    public static readonly AccessState Nobody = new(null, null, null);
}
