namespace Parley.Server.Operations;

/// <summary>Files that only the account that runs the server may read: keys, and what is not yet sealed in the store.</summary>
internal static class OwnerFile
{
    /// <summary>Opens or makes a file; one that is made is its owner's alone, where the system knows such a thing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How; the mode of a new file is set here.</param>
    public static FileStream Open(string path, FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
