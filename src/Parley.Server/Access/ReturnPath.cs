namespace Parley.Server.Access;

/// <summary>Where a person goes after signing in: a page of this server and no other.</summary>
internal static class ReturnPath
{
    private const string Usual = "/account";
    private const int MostCharacters = 500;

    /// <summary>The path when it is one of this server's; otherwise the account page.</summary>
    public static string Of(string? wanted) => wanted is { Length: > 0 and <= MostCharacters }
        && wanted[0] == '/'
        && !wanted.StartsWith("//", StringComparison.Ordinal)
        && wanted.All(c => c is > ' ' and < '\x7f' and not '\\') ? wanted : Usual;
}
