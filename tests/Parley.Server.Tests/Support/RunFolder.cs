using Parley.Server.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(RunFolder))]

namespace Parley.Server.Tests.Support;

/// <summary>The folder in which the tests of one run have theirs; gone when the run ends.</summary>
public sealed class RunFolder : IDisposable
{
    private static readonly string s_path = Directory.CreateTempSubdirectory("parley-test-").FullName;
    private static int s_folders;

    /// <summary>A folder that nobody has.</summary>
    public static string New() => Directory.CreateDirectory(Path.Combine(s_path, $"{Interlocked.Increment(ref s_folders)}")).FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(s_path, recursive: true);
}
