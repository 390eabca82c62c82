using System.Globalization;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Storage;

namespace Parley.Server.Decisions;

/// <summary>Answers questions about access: finds the subject, and passes the question to whoever knows the kind of resource.</summary>
internal sealed class Evaluator(WorkspaceHost workspace, SubjectFinder subjects, ExchangeQuestions exchanges, MatterQuestions matters, TypeQuestions types, ApplicationQuestions applications)
{
    /// <summary>Answers. Whatever is not known, or not for this asker to know, is a no of one and the same form.</summary>
    public async Task<AccessAnswer> AnswerAsync(Caller asker, AccessQuestion question, CancellationToken cancellationToken)
    {
        AccessDefinition access = workspace.Current.Workspace.Access;
        question = question with { Subject = question.Subject.Completed(access.KnownSubjects), Resource = question.Resource.Completed(access.KnownResources) };
        if (!ApplicationRules.IsOwn(question.Resource.Type, question.Action))
        {
            return applications.Answer(question);
        }

        if (await subjects.FindAsync(question.Subject, cancellationToken) is not AccessSubject subject)
        {
            return AccessAnswer.Unknown;
        }

        AskedEntity resource = question.Resource;
        return resource.Type switch
        {
            "exchange" => await exchanges.AnswerAsync(asker, subject, question, resource.Id, null, cancellationToken),
            "record" when TryParse(resource.Id, out long exchange, out int record) =>
                await exchanges.AnswerAsync(asker, subject, question, PublicId.Exchange(exchange), record, cancellationToken),
            "delivery" => await matters.DeliveryAsync(asker, subject, question, cancellationToken),
            "exception" => await matters.ExceptionAsync(asker, subject, question, cancellationToken),
            "system" => matters.System(subject, question),
            "record-type" => types.Answer(asker, subject, question),
            _ => AccessAnswer.Unknown,
        };
    }

    /// <summary>Reads the name of a record: its exchange and its place in it, as in <c>x-01hzy3k7w9abc/2</c>.</summary>
    public static bool TryParse(string id, out long exchange, out int record)
    {
        int slash = id.IndexOf('/', StringComparison.Ordinal);
        record = 0;
        return PublicId.TryParse('x', slash < 0 ? id : id[..slash], out exchange)
            && int.TryParse(id.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out record)
            && slash > 0;
    }
}
