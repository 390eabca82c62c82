namespace Parley.Cli.Input;

/// <summary>Files that a command line has written; what cannot be is a misuse, said in one way.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a file that is there already, before any work is done for it.</summary>
    public static void MustBeNew(string? path)
    {
        if (path is not null && Path.Exists(path))
        {
            throw new UsageException($"{path} is there already");
        }
    }

    /// <summary>Makes a file that must not be there yet.</summary>
    public static FileStream Create(string path) => Open(path, FileMode.CreateNew);

    /// <summary>Opens a file to be written, in the place of what it held.</summary>
    public static FileStream Replace(string path) => Open(path, FileMode.Create);

    /// <summary>Writes a file, in the place of what it held.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        await using StreamWriter writer = new(Replace(path));
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }

    /// <summary>Writes a file, in the place of what it held.</summary>
    public static void Write(string path, string text)
    {
        using StreamWriter writer = new(Replace(path));
        writer.Write(text);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.Write, FileShare.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written: {fault.Message}");
        }
    }
}
