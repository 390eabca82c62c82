using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>The files of loads: those that were sent, sealed below <c>.parley/loads</c>, and those that lie in a system's load folder.</summary>
internal sealed class LoadFiles(Store store, Secrets secrets)
{
    /// <summary>The most bytes of a file.</summary>
    public const long MostBytes = 64L << 30;

    private readonly string _folder = secrets.PathOf(Path.Combine(".parley", "loads"));

    /// <summary>How many bytes of a file that is still coming in are there.</summary>
    public long ReceivedBytes(LoadRow load) => load.Size ?? (load.File is null ? SealedFile.ReceivedBytes(PathOf(load)) : 0);

    /// <summary>Takes in the rest of a file that is sent.</summary>
    public async Task ReceiveAsync(LoadRow load, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            await SealedFile.AppendAsync(PathOf(load), KeyOf(load), body, MostBytes, cancellationToken);
        }
        catch (Exception failure) when (failure is (IOException or UnauthorizedAccessException) and not BadHttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The file cannot be kept.", failure);
        }
    }

    /// <summary>Whether a file lies in a system's load folder under a plain name.</summary>
    public bool TryFind(SystemDefinition system, string name, [NotNullWhen(true)] out string? path)
    {
        path = system.LoadFolder is string folder && name.Length > 0 && Path.GetFileName(name) == name && name is not ("." or "..")
            ? Path.Combine(secrets.PathOf(folder), name)
            : null;
        return File.Exists(path);
    }

    /// <summary>Opens a load's file.</summary>
    /// <exception cref="IOException">It is not there any more.</exception>
    public Stream Open(LoadRow load, SystemDefinition system) =>
        load.File is null ? SealedFile.Open(PathOf(load), KeyOf(load))
        : TryFind(system, load.File, out string? path) ? File.OpenRead(path)
        : throw new FileNotFoundException("It is not in the system's load folder.");

    /// <summary>Reads a load's file to its end.</summary>
    /// <returns>Its size and its SHA-256.</returns>
    public (long Size, byte[] Sha256) Measure(LoadRow load, SystemDefinition system, CancellationToken cancellationToken)
    {
        using Stream stream = Open(load, system);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 << 10];
        long size = 0;
        for (int read; (read = stream.Read(buffer)) > 0; size += read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        return (size, hash.GetHashAndReset());
    }

    /// <summary>Removes a file that was sent, its key first.</summary>
    public async Task RemoveAsync(LoadRow load, CancellationToken cancellationToken)
    {
        if (load.Key is long key)
        {
            store.Keys.Erase([key]);
            File.Delete(PathOf(load));
            await store.WriteAsync(new StatementWork(Statements.ForgetLoadFile, load.Id), cancellationToken);
        }
    }

    private string PathOf(LoadRow load) => Path.Combine(_folder, PublicId.Load(load.Id));

    private ContentKey KeyOf(LoadRow load) => (load.Key is long number ? store.Keys.Find(number) : null) ?? throw new FileNotFoundException("It has been removed.");
}
