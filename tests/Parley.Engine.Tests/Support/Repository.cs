using System.Text.RegularExpressions;

namespace Parley.Engine.Tests.Support;

/// <summary>The files of the clone that the tests were built from.</summary>
internal static partial class Repository
{
    private static readonly string[] NotOurs = ["/artifacts/", "/bin/", "/obj/", "/.git/", "/node_modules/", "/.run/", "/.parley/"];

    public static string Root { get; } = FindRoot();

    /// <summary>All files with an ending such as <c>.md</c> below a folder, without what builds and runs leave behind.</summary>
    public static IEnumerable<string> Files(string folder, string ending) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*" + ending, SearchOption.AllDirectories)
            .Where(f => !NotOurs.Any(Relative(f).Insert(0, "/").Contains));

    /// <summary>A file's path from the root, with forward slashes.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    /// <summary>The text of a document without its fenced blocks and comments: what is said, not what is shown.</summary>
    public static string Prose(string file) => Fenced().Replace(Comment().Replace(File.ReadAllText(file), ""), "");

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Parley.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("no Parley.slnx above the tests");
    }
}
