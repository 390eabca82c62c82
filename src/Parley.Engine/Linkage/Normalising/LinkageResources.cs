namespace Parley.Engine.Linkage.Normalising;

/// <summary>The readable tables built into the engine: letters, nicknames, placeholders, the general person model.</summary>
internal static class LinkageResources
{
    /// <summary>A table's lines without blank ones and comments.</summary>
    public static IEnumerable<string> Lines(string name) =>
        Text(name).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0 && l[0] != '#');

    /// <summary>A table's whole text.</summary>
    public static string Text(string name)
    {
        using Stream stream = typeof(LinkageResources).Assembly.GetManifestResourceStream("linkage/" + name)
            ?? throw new InvalidOperationException($"the engine was built without linkage/{name}");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
