using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>A definition as it is kept: instances stay on it whatever becomes of the file.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="Hash">SHA-256 of its text: two texts of one version are two definitions.</param>
/// <param name="Definition">The definition, compiled.</param>
/// <param name="Points">Where its instances wait for events.</param>
internal sealed record KeptDefinition(long Id, string Hash, ProcessDefinition Definition, IReadOnlyList<ListenPoint> Points)
{
    /// <summary>The process's name.</summary>
    public string Name => Definition.Name.Name;

    /// <summary>The hash by which the text of a definition is known.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
