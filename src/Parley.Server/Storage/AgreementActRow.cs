namespace Parley.Server.Storage;

/// <summary>What a party did to an agreement beside its file.</summary>
/// <param name="Id">The key.</param>
/// <param name="Agreement">The agreement.</param>
/// <param name="Act"><c>suspend</c>, <c>resume</c>, <c>end</c> or <c>withdraw</c>.</param>
/// <param name="Organisation">The party it was done for.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When, microseconds since 1970.</param>
internal sealed record AgreementActRow(long Id, string Agreement, string Act, string Organisation, string Actor, string Reason, long At);
