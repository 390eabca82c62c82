using System.Globalization;
using System.Security.Cryptography;

namespace Parley.Server.Access;

/// <summary>Passwords as they are kept: PBKDF2 with SHA-256, a salt of their own and so many rounds that trying many is dear.</summary>
internal static class PasswordHash
{
    /// <summary>Rounds for new passwords; what the OWASP cheat sheet on password storage asks of PBKDF2-HMAC-SHA256.</summary>
    public const int Rounds = 600_000;

    private const string Scheme = "pbkdf2-sha256";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>A hash that no password has, for names that do not exist: refusing them must take as long.</summary>
    public static string OfNobody { get; } = Write(Rounds, new byte[SaltBytes], RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>Hashes a new password.</summary>
    public static string Make(string password, int rounds = Rounds)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Write(rounds, salt, Derive(password, salt, rounds));
    }

    /// <summary>Whether a password is the one that was hashed.</summary>
    public static bool Fits(string password, string stored)
    {
        string[] parts = stored.Split('$');
        if (parts.Length != 4 || parts[0] != Scheme || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int rounds))
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Derive(password, Convert.FromBase64String(parts[2]), rounds), Convert.FromBase64String(parts[3]));
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, HashBytes);

    private static string Write(int rounds, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
}
