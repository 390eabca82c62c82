using Parley.Server.Storage;

namespace Parley.Server.Access;

/// <summary>Checks a local administrator's password. A name that does not exist is refused in the same time and the same words as a wrong password.</summary>
internal sealed class LocalSignIn(Store store) : IDisposable
{
    private const int MostAtOnce = 2;

    // A check is meant to be dear; more than two at once would let strangers keep the processor busy.
    private readonly SemaphoreSlim _slots = new(MostAtOnce);

    /// <summary>The person, or null when name and password do not fit.</summary>
    public async Task<PersonIdentity?> CheckAsync(string name, string password, CancellationToken cancellationToken)
    {
        AdministratorRow? row = await store.Reader.AdministratorAsync(name, cancellationToken);
        bool exists = row is { Disabled: null };
        await _slots.WaitAsync(cancellationToken);
        try
        {
            string stored = exists ? row!.Password : PasswordHash.OfNobody;
            bool fits = await Task.Run(() => PasswordHash.Fits(password, stored), cancellationToken);
            return exists && fits ? new PersonIdentity(People.LocalPrefix + name, name, null, []) : null;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();
}
