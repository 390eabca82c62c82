using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;

namespace Parley.Engine.Processes.Tasks;

/// <summary>Makes an HTTP request, or the request that an OpenAPI document describes for an operation.</summary>
internal sealed class CallHttpNode(TaskHead head, HttpTemplate http) : TaskNode(head)
{
    /// <summary>The part of the key that stands for getting the OpenAPI document.</summary>
    private const string Document = "document";

    public override string Kind => "call";

    public HttpTemplate Http => http;

    public override void Enter(ProcessRun run, Frame frame)
    {
        if (http.Build(run, frame) is { } request)
        {
            frame.Data = http.Operation is null ? JqValue.Null : Values.Of(("uri", JqValue.From(request.Uri)));
            run.Ask(frame, http.Operation is null ? "" : Document, key => new HttpEffect(key, request));
        }
    }

    public override bool Answer(ProcessRun run, Frame frame, string part, KeyedEvent answer)
    {
        if (answer is EffectFailed failed)
        {
            run.Raise(frame, failed.Error);
            return true;
        }

        if (answer is not HttpAnswered answered)
        {
            return false;
        }

        if (part == Document)
        {
            CallOperation(run, frame, answered.Answer);
        }
        else
        {
            Take(run, frame, answered.Answer);
        }

        return true;
    }

    public override JqValue Authorization(ProcessRun run, Frame frame) => http.Authorization(run, frame);

    private void CallOperation(ProcessRun run, Frame frame, HttpAnswer answer)
    {
        if (answer.Status is < 200 or > 299)
        {
            run.Raise(frame, HttpContents.Error(answer.Status, "The OpenAPI document could not be got"));
            return;
        }

        if (http.Operation!.Build(run, frame, answer) is { } request)
        {
            frame.Data = Values.Of(("method", JqValue.From(request.Method)), ("uri", JqValue.From(request.Uri)), ("headers", Values.Texts(request.Headers)));
            run.Ask(frame, "", key => new HttpEffect(key, request));
        }
    }

    private void Take(ProcessRun run, Frame frame, HttpAnswer answer)
    {
        if (answer.Status < 200 || answer.Status > (http.Redirect ? 399 : 299))
        {
            run.Raise(frame, HttpContents.Error(answer.Status, "The call was answered with an error"));
            return;
        }

        JqValue? output = http.Output switch
        {
            "raw" => JqValue.From(Convert.ToBase64String(answer.Content.Span)),
            "response" => Response(run, frame, answer),
            _ => HttpContents.Content(answer),
        };
        if (output is not null)
        {
            run.Complete(frame, output);
        }
    }

    private JqValue? Response(ProcessRun run, Frame frame, HttpAnswer answer)
    {
        JqValue? request = frame.Data;
        if (http.Operation is null)
        {
            if (http.Build(run, frame) is not { } built)
            {
                return null;
            }

            request = Values.Of(("method", JqValue.From(built.Method)), ("uri", JqValue.From(built.Uri)), ("headers", Values.Texts(built.Headers)));
        }

        return Values.Of(
            ("request", request), ("statusCode", JqValue.From(answer.Status)), ("headers", Values.Texts(answer.Headers)), ("content", HttpContents.Content(answer)));
    }
}
