using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>The folder of objects: uploads under way, and what is finished under its SHA-256. A file is durable before the store says that it is there.</summary>
internal sealed class MediaFolder : IMediaStore
{
    /// <summary>How the file of an upload ends.</summary>
    public const string Unfinished = ".part";

    private readonly string _root;

    /// <summary>Takes a folder, and makes it when it is not there.</summary>
    public MediaFolder(string root)
    {
        _root = root;
        MakeFolder(root);
        MakeFolder(Path.Combine(root, "uploads"));
    }

    /// <summary>The folder itself.</summary>
    public string Root => _root;

    /// <summary>The folder of uploads under way.</summary>
    public string Uploads => Path.Combine(_root, "uploads");

    /// <summary>The file of an upload under way.</summary>
    public string UploadOf(long id) => Path.Combine(Uploads, PublicId.Media(id) + Unfinished);

    /// <summary>Where a file is put that no row of the store names; the folder is made when it is not there.</summary>
    public string Aside(string name)
    {
        MakeFolder(Path.Combine(_root, "aside"));
        return Path.Combine(_root, "aside", name);
    }

    /// <summary>The files that were put aside.</summary>
    public IReadOnlyList<string> FilesAside() => Directory.Exists(Path.Combine(_root, "aside")) ? Directory.GetFiles(Path.Combine(_root, "aside")) : [];

    /// <summary>The name of an object among others: its SHA-256, in folders by its beginning, then its identifier.</summary>
    public static string NameOf(MediaRow row)
    {
        string hash = Convert.ToHexStringLower(row.Sha256!);
        return $"{hash[..2]}/{hash[2..4]}/{hash}.{PublicId.Media(row.Id)}";
    }

    /// <inheritdoc/>
    public Task TakeAsync(MediaRow row, CancellationToken cancellationToken)
    {
        (string upload, string path) = (UploadOf(row.Id), PathOf(row));
        if (File.Exists(upload))
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            File.Move(upload, path, overwrite: true);
        }

        return File.Exists(path) ? Task.CompletedTask : throw new FileNotFoundException("The upload's file is gone.", upload);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(MediaRow row, long from, long length, CancellationToken cancellationToken)
    {
        FileStream file = new(PathOf(row), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
        file.Position = from;
        return Task.FromResult<Stream>(file);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(MediaRow row, CancellationToken cancellationToken)
    {
        DeleteUpload(row.Id);
        if (row.Sha256 is not null)
        {
            File.Delete(PathOf(row));
        }

        return Task.CompletedTask;
    }

    /// <summary>Deletes the file of an upload.</summary>
    public void DeleteUpload(long id) => File.Delete(UploadOf(id));

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string PathOf(MediaRow row) => Path.Combine(_root, NameOf(row).Replace('/', Path.DirectorySeparatorChar));
}
