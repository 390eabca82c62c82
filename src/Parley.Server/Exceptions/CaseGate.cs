using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>
/// The way to an act on an exception: it is there for the caller, the caller may act on it, it is open, and nobody else holds it. Acts on one exception come
/// one after the other, so that what was looked at still holds when it is written.
/// </summary>
internal sealed class CaseGate(Desk desk, ServerOptions options)
{
    private readonly LockPerId _locks = new();

    /// <summary>Who holds and who resolves, as the desk names them: the person where there is one, for keys are shared.</summary>
    public static string NameOf(Caller caller) => caller.Person is string person ? $"person:{person}" : caller.Name;

    /// <summary>Acts on an exception, alone.</summary>
    /// <param name="id">The exception.</param>
    /// <param name="caller">Who acts.</param>
    /// <param name="act">The act on the open exception; it is done when its task has ended.</param>
    /// <param name="cancellationToken">Ends the wait for others.</param>
    public Task<T> ActAsync<T>(long id, Caller caller, Func<Case, Task<T>> act, CancellationToken cancellationToken) => AloneAsync(
        id, caller, one => Obstacle(caller, one) is { } obstacle ? throw obstacle : act(one), cancellationToken);

    /// <summary>Does something about an exception, however it stands, while nobody acts on it.</summary>
    public async Task<T> AloneAsync<T>(long id, Caller caller, Func<Case, Task<T>> act, CancellationToken cancellationToken)
    {
        using (await _locks.EnterAsync(id, cancellationToken))
        {
            return await act(await desk.FindAsync(id, cancellationToken) is { } found && IsThere(caller, found.Exception) ? found : throw NotThere(PublicId.Exception(id)));
        }
    }

    /// <summary>Why a caller cannot act on a case; null when the caller can.</summary>
    public ProblemException? Obstacle(Caller caller, Case one)
    {
        ExceptionRow row = one.Exception;
        if (!Disclosure.MayResend(caller, row.Owner))
        {
            return new ProblemException(new Problem(403, ServerIssues.NotPermitted, "The exception is another system's task.", "address: id"));
        }

        if (row.Status != ExceptionStatus.Open)
        {
            return new ProblemException(new Problem(409, ServerIssues.AlreadyResolved, $"It is {StatusText.Of(row.Status)}.", "address: id"));
        }

        if (one.HeldBy is not string holder || holder == NameOf(caller))
        {
            return null;
        }

        long until = one.Row.LockUntil!.Value;
        string when = Clock.Moment(until).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        int seconds = (int)Math.Max(1, (until - Clock.Microseconds(options.Time)) / 1_000_000);
        return new ProblemException(new Problem(StatusCodes.Status423Locked, DeskIssues.Held, $"{holder} holds it until {when}.", "address: id") { RetryAfter = seconds });
    }

    /// <summary>Who beside a caller holds an exception; null for nobody.</summary>
    public async Task<string?> HolderBesideAsync(Caller caller, long id, CancellationToken cancellationToken) =>
        await desk.FindAsync(id, cancellationToken) is { HeldBy: string holder } && holder != NameOf(caller) ? holder : null;

    /// <summary>Whether an exception is there for a caller.</summary>
    public static bool IsThere(Caller caller, ExceptionRow row) => Disclosure.IsOwn(caller, row.Owner) || Disclosure.IsOwn(caller, row.Source);

    /// <summary>That there is no such exception for the caller.</summary>
    public static ProblemException NotThere(string id) => new(new Problem(404, ServerIssues.NotFound, $"There is no exception '{id}' that this caller may see.", "address: id"));
}
