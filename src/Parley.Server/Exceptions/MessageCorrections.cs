using System.Security.Cryptography;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Corrections;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>
/// Corrects the failing fields of a message, and no others. The message stays as it was received; each correction is a version of its own, with who and why,
/// and the next builds on it.
/// </summary>
internal sealed class MessageCorrections(Store store, WorkspaceHost workspace, StoredBundles bundles, ServerOptions options)
{
    /// <summary>The newest version with its failing fields; a problem when it is no longer kept, or the workspace cannot read it any more.</summary>
    public async Task<CorrectableMessage> ReadAsync(Case one, ContentPermit permit, CancellationToken cancellationToken)
    {
        ExceptionRow exception = one.Exception;
        ExchangeRow row = await store.Reader.KnownExchangeAsync(exception.Exchange, cancellationToken);
        if (!workspace.Current.Workspace.TryFind(row.System, row.Type, out SystemDefinition? _, out MessageTypeDefinition? type))
        {
            throw new ProblemException(new Problem(409, ServerIssues.RecipientGone, "The workspace no longer has the system or the message type.", "exception"));
        }

        CorrectionRow? newest = (await store.Reader.CorrectionsAsync(exception.Id, cancellationToken)).LastOrDefault();
        byte[] body = await store.Reader.ContentAsync(newest is null ? row.Content : newest.Content, permit, cancellationToken)
            ?? throw new ProblemException(new Problem(409, ServerIssues.NotFound, "The message's content is no longer kept.", "exception"));
        return new CorrectableMessage(row, type, newest?.Version ?? 0, body, FieldsOf(one, type, body, permit));
    }

    /// <summary>Puts values in the place of those of failing fields, and keeps the result as a version of its own.</summary>
    /// <param name="one">The exception.</param>
    /// <param name="message">Its newest version.</param>
    /// <param name="values">The new text of each field, by its name.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="permit">The right to read the message.</param>
    /// <param name="check">Says of the corrected message why it is no better; null when it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The version, and what is still wrong with the message.</returns>
    public async Task<(CorrectionRow Version, IReadOnlyList<FailingField> Remaining)> SaveAsync(
        Case one,
        CorrectableMessage message,
        IReadOnlyDictionary<string, string> values,
        string reason,
        CorrectedBy by,
        ContentPermit permit,
        Func<byte[], Task<string?>> check,
        CancellationToken cancellationToken)
    {
        (FailingField Field, string Text)[] edits = [.. values.Select(v => (FieldOf(message, v.Key), v.Value))];
        if (!FieldCorrections.TryApply(message.Type.Translation, message.Body, edits, out byte[]? corrected, out FailingField? fault))
        {
            throw new ProblemException(new Problem(422, DeskIssues.NotEditable, $"'{fault?.Path}' has no room for this value.", "body: values"));
        }

        // Whether the recipient's language can say it now is not found by reading.
        FailingField[] remaining = [.. FieldsOf(one, message.Type, corrected, permit).Where(f => !f.Issues.All(IsWanting) || edits.All(e => e.Field.Attribute != f.Attribute))];
        Issue[] faults = [.. remaining.Where(r => edits.Any(e => e.Field.Path == r.Path && e.Text == r.Text)).SelectMany(r => r.Issues)];
        if (faults.Length > 0)
        {
            throw new ProblemException(new Problem(422, DeskIssues.StillFaulty, $"{faults.Length} of the values are faulty.", "body: values") { Issues = faults });
        }

        if (await check(corrected) is string why)
        {
            throw new ProblemException(new Problem(422, DeskIssues.StillFaulty, why, "body: values"));
        }

        CorrectionRow row = new(
            store.Ids.Next(), one.Exception.Id, message.Exchange.Id, message.Version + 1, Clock.Microseconds(options.Time), by.Name,
            string.Join('\n', edits.Select(e => e.Field.Path)), reason, null, SHA256.HashData(corrected));
        await store.WriteAsync(new CorrectionWork(row, corrected, message.Exchange.Key, by), cancellationToken);
        return (row, remaining);
    }

    /// <summary>The newest corrected version of an exception's message; null when there is none.</summary>
    public async Task<byte[]?> NewestAsync(ExceptionRow exception, CancellationToken cancellationToken) =>
        (await store.Reader.CorrectionsAsync(exception.Id, cancellationToken)).LastOrDefault() is not CorrectionRow newest ? null
        : await store.Reader.ContentAsync(newest.Content, Disclosure.PermitTranslation(), cancellationToken)
            ?? throw new ProblemException(new Problem(409, ServerIssues.NotFound, "The message's content is no longer kept.", "exception"));

    private IReadOnlyList<FailingField> FieldsOf(Case one, MessageTypeDefinition type, byte[] body, ContentPermit permit) => FieldCorrections.Find(
        type.Translation, body, [.. bundles.Faults(type, body, permit), .. StoredBundles.Wanting(type, body, WantedOf(one), permit)]);

    // What the recipient's language cannot say is corrected where the source's message gives it.
    private IEnumerable<(string Type, string Attribute, Issue Because)> WantedOf(Case one)
    {
        if (one.Exception.Code != ServerIssues.CannotWrite.Code || TaskRules.TranslationOf(workspace.Current.Workspace, one.Row) is not Translator recipient)
        {
            yield break;
        }

        foreach ((string code, string path, _) in Prevention.Found(one.Exception.Issues).Where(f => f.IsError))
        {
            IssueCode? known = code == TranslationIssues.RequiredAbsent.Code ? TranslationIssues.RequiredAbsent : code == TranslationIssues.TooLong.Code ? TranslationIssues.TooLong : null;
            if (known is not null && recipient.TypeOf(path) is RecordType type && recipient.AttributeOf(path) is AttributeDefinition attribute)
            {
                yield return (type.Name, attribute.Name, new Issue(known, $"{one.Row.Recipient}: {known.Title}"));
            }
        }
    }

    private static bool IsWanting(Issue issue) => ReferenceEquals(issue.Code, TranslationIssues.RequiredAbsent) || ReferenceEquals(issue.Code, TranslationIssues.TooLong);

    private static FailingField FieldOf(CorrectableMessage message, string id) => message.Fields.FirstOrDefault(f => f.Id == id && f.IsEditable)
        ?? throw new ProblemException(new Problem(422, DeskIssues.NotEditable, $"'{id}' is not one of the message's failing fields that can be corrected.", "body: values"));
}
