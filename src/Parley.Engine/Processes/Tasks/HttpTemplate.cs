using System.Text;
using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>The request of a call, before it has values. For an OpenAPI call, the request that gets the document.</summary>
internal sealed record HttpTemplate
{
    public required string Method { get; init; }

    /// <summary>The address, where its places are filled from the input; null when it is computed.</summary>
    public string? UriText { get; init; }

    /// <summary>The computed address.</summary>
    public Template? Uri { get; init; }

    public Template? Headers { get; init; }

    public Template? Query { get; init; }

    public Template? Body { get; init; }

    public AuthenticationTemplate? Authentication { get; init; }

    /// <summary><c>content</c>, <c>response</c> or <c>raw</c>.</summary>
    public string Output { get; init; } = "content";

    public bool Redirect { get; init; }

    /// <summary>The operation of the OpenAPI document; null for a plain call.</summary>
    public OpenApiTemplate? Operation { get; init; }

    /// <summary>The request; null when an error was raised.</summary>
    public HttpRequestData? Build(ProcessRun run, Frame frame)
    {
        if (Address(run, frame) is not { } address
            || run.EvaluateOrEmpty(frame, Headers) is not { } headers
            || run.EvaluateOrEmpty(frame, Query) is not { } query)
        {
            return null;
        }

        JqValue? body = null;
        if (Body is not null && (body = run.Evaluate(frame, Body, frame.Input)) is null)
        {
            return null;
        }

        HttpAuthentication? authentication = null;
        return Authentication is not null && (authentication = Authenticate(run, frame)) is null
            ? null
            : new HttpRequestData(Method, WithQuery(address, query), Values.Texts(headers), body, authentication, Redirect);
    }

    /// <summary><c>$authorization</c>.</summary>
    public JqValue Authorization(ProcessRun run, Frame frame)
    {
        if (Authentication is null)
        {
            return JqValue.Null;
        }

        JqValue settings = Authentication.Settings?.Evaluate(new FrameArguments(run, frame, null, withAuthorization: false), frame.Input, out _) ?? JqValue.Null;
        string? user = Values.Text(settings, "username");
        string? password = Values.Text(settings, "password");
        return Authentication.Scheme switch
        {
            "basic" => Values.Of(("scheme", JqValue.From("Basic")), ("parameter", user is null || SecretMarks.AreIn(user + password)
                ? JqValue.Null : JqValue.From(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))))),
            _ => Values.Of(("scheme", JqValue.From("Bearer")), ("parameter", settings.Member("token") ?? JqValue.Null)),
        };
    }

    /// <summary>The authentication with its values; null when an error was raised, or when there is none.</summary>
    public HttpAuthentication? Authenticate(ProcessRun run, Frame frame)
    {
        if (Authentication?.Settings is null)
        {
            return Authentication is null ? null : new HttpAuthentication(Authentication.Scheme, null, Authentication.Secret);
        }

        return run.Evaluate(frame, Authentication.Settings, frame.Input) is { } settings ? new HttpAuthentication(Authentication.Scheme, settings, null) : null;
    }

    /// <summary>An address with further parameters.</summary>
    public static string WithQuery(string address, JqValue query)
    {
        StringBuilder whole = new(address);
        bool has = address.Contains('?', StringComparison.Ordinal);
        foreach ((string name, JqValue value) in query.Members)
        {
            foreach (JqValue one in value.Kind == JqKind.Array ? value.Items : [value])
            {
                if (one.Kind != JqKind.Null)
                {
                    whole.Append(has ? '&' : '?').Append(UriTemplate.Escape(name)).Append('=').Append(EscapeKeepingMarks(Values.Plain(one)));
                    has = true;
                }
            }
        }

        return whole.ToString();
    }

    // A secret's mark must stay whole, or nothing could be put in its place.
    private static string EscapeKeepingMarks(string text) => SecretMarks.AreIn(text) ? text : UriTemplate.Escape(text);

    private string? Address(ProcessRun run, Frame frame)
    {
        string? address = UriText;
        if (Uri is not null)
        {
            address = run.Evaluate(frame, Uri, frame.Input) is { } computed ? Values.Plain(computed) : null;
        }
        else if (UriText is not null && (address = UriTemplate.Expand(UriText, frame.Input, out string? bad)) is null)
        {
            run.Raise(frame, ProcessError.Standard(ProcessErrorTypes.Expression, "A place of the address cannot be filled", $"'{bad}' is an array or an object"));
        }

        if (address is null)
        {
            return null;
        }

        if (System.Uri.TryCreate(address, UriKind.Absolute, out System.Uri? whole) && whole.Scheme is "http" or "https" && whole.Host.Length > 0)
        {
            return address;
        }

        run.Raise(frame, ProcessError.Standard(ProcessErrorTypes.Communication, "The address cannot be called", $"'{address}' is no absolute http or https address"));
        return null;
    }
}
