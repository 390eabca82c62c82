using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Translation.Corrections;
using Parley.Server.Access;
using Parley.Server.Intake;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>What a person does with one exception: takes it, looks at its failing fields, corrects them, sends it on, gives it to another, says something of it.</summary>
internal sealed class DeskEndpoints(
    Authenticator authenticator, DeskView view, CaseGate gate, CaseActs acts, MessageCorrections corrections, Resolver resolver, ConsultationLog consultations)
{
    private const int MostText = 1000;
    private const int MostValue = 2000;
    private const int MostFields = 50;

    /// <summary>Takes the lock, or renews it.</summary>
    public Task ClaimAsync(HttpContext context) => ActAsync(context, (one, caller) => acts.ClaimAsync(one, caller, context.RequestAborted));

    /// <summary>Gives the lock back.</summary>
    public Task ReleaseAsync(HttpContext context) => ActAsync(context, (one, caller) => acts.ReleaseAsync(one, caller, context.RequestAborted));

    /// <summary>Gives it to a person or a group: <c>{"person": "...", "reason": "..."}</c>.</summary>
    public async Task ReassignAsync(HttpContext context)
    {
        authenticator.Require(context, Rights.Resend);
        JsonRequest request = await JsonRequest.ReadAsync(context, "person", "group", "reason");
        (string? person, string? group) = (request.Optional("person", 200), request.Optional("group", 100));
        string assignee = (person, group) switch
        {
            (string p, null) => "person:" + p,
            (null, string g) => "group:" + g,
            _ => throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "Name either a 'person' or a 'group'.", "body")),
        };
        string reason = request.Required("reason", MostText);
        await ActAsync(context, (one, caller) => acts.AssignAsync(one, caller, assignee, reason, context.RequestAborted));
    }

    /// <summary>Keeps a comment: <c>{"text": "..."}</c>. Whoever sees the exception may say something, whoever holds it and however it stands.</summary>
    public async Task CommentAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        Case one = await view.FindAsync(context, caller);
        JsonRequest request = await JsonRequest.ReadAsync(context, "text");
        CaseNoteRow note = await acts.CommentAsync(one, caller, request.Required("text", MostText), context.RequestAborted);
        await JsonResponse.WriteAsync(context, 201, note, static (writer, row) => CaseJson.WriteNote(writer, row, content: true));
    }

    /// <summary>Answers with what was said, done and corrected, in order.</summary>
    public async Task HistoryAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        Case one = await view.FindAsync(context, caller);
        bool content = view.Shows(caller, one.Exception);
        (List<CaseNoteRow> notes, List<CorrectionRow> versions) = await acts.HistoryAsync(one, context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, (notes, versions, content), static (writer, state) => WriteHistory(writer, state.notes, state.versions, state.content));
    }

    /// <summary>Answers with the failing fields of the newest version, each with its value and what is wrong with it.</summary>
    public async Task FieldsAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeContent);
        Case one = await view.FindAsync(context, caller);
        CorrectableMessage message = await corrections.ReadAsync(one, view.Permit(caller, one.Exception), context.RequestAborted);
        string etag = $"\"{PublicId.Exception(one.Exception.Id)}-fields-{message.Version}\"";
        await consultations.RecordAsync(context, caller, PublicId.Exchange(one.Exception.Exchange), etag, "exception-fields");
        await JsonResponse.WriteAsync(context, 200, message, static (writer, state) => FieldJson.Write(writer, state.Version, state.Fields));
    }

    /// <summary>Corrects failing fields: <c>{"values": {"12:3": "..."}, "reason": "..."}</c>. The result is kept, and sent by <see cref="ResubmitAsync"/>.</summary>
    public async Task CorrectFieldsAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend | Rights.SeeContent);
        Case found = await view.FindAsync(context, caller);
        ContentPermit permit = view.Permit(caller, found.Exception);
        JsonRequest request = await JsonRequest.ReadAsync(context, "values", "reason");
        IReadOnlyDictionary<string, string> values = request.Map("values", MostFields, MostValue);
        string reason = request.Required("reason", MostText);
        if (values.Count == 0)
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "The body needs 'values': at least one field with its new text.", "body: values"));
        }

        (CorrectionRow version, IReadOnlyList<FailingField> remaining) = await gate.ActAsync(found.Exception.Id, caller, async one =>
        {
            CorrectableMessage message = await corrections.ReadAsync(one, permit, context.RequestAborted);
            return await corrections.SaveAsync(one, message, values, reason, acts.NameOf(caller), permit, body => resolver.StillFailsAsync(one.Exception, body, context.RequestAborted), context.RequestAborted);
        }, context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, (version, remaining), static (writer, state) => FieldJson.Write(writer, state.version.Version, state.remaining));
    }

    /// <summary>Sends it on: as it was last corrected, or as it is when nothing was corrected.</summary>
    public async Task ResubmitAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        Case found = await view.FindAsync(context, caller);
        DepositResult? result = await gate.ActAsync(
            found.Exception.Id, caller, one => acts.ResubmitAsync(one, caller, resolver, context.RequestAborted), context.RequestAborted);
        await view.AnswerAsync(context, caller, found.Exception.Id, result);
    }

    private static void WriteHistory(Utf8JsonWriter writer, List<CaseNoteRow> notes, List<CorrectionRow> versions, bool content)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("notes"u8);
        notes.ForEach(n => CaseJson.WriteNote(writer, n, content));
        writer.WriteEndArray();
        writer.WriteStartArray("corrections"u8);
        versions.ForEach(v => CaseJson.WriteCorrection(writer, v, content));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private async Task ActAsync(HttpContext context, Func<Case, Caller, Task> act)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        Case found = await view.FindAsync(context, caller);
        await gate.ActAsync(found.Exception.Id, caller, async one =>
        {
            await act(one, caller);
            return true;
        }, context.RequestAborted);
        await view.AnswerAsync(context, caller, found.Exception.Id, StatusCodes.Status200OK);
    }
}
