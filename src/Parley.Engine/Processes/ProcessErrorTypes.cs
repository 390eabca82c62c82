namespace Parley.Engine.Processes;

/// <summary>The standard types of errors: the specification's section on standard error types.</summary>
public static class ProcessErrorTypes
{
    /// <summary>What the URIs of the standard types begin with.</summary>
    public const string Prefix = "https://serverlessworkflow.io/spec/1.0.0/errors/";

    /// <summary>A setting is wrong.</summary>
    public const string Configuration = "configuration";

    /// <summary>Data does not meet its schema.</summary>
    public const string Validation = "validation";

    /// <summary>An expression failed.</summary>
    public const string Expression = "expression";

    /// <summary>The caller could not be told.</summary>
    public const string Authentication = "authentication";

    /// <summary>Not permitted.</summary>
    public const string Authorization = "authorization";

    /// <summary>Not done in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>A service could not be reached, or refused.</summary>
    public const string Communication = "communication";

    /// <summary>Anything else that went wrong while running.</summary>
    public const string Runtime = "runtime";

    // The published conformance scenarios write the standard types in older ways.
    private static readonly string[] s_spellings =
    [
        Prefix, "https://serverlessworkflow.io/dsl/errors/types/", "https://open-workflow-specification.org/dsl/errors/types/",
        "https://open-workflow-specification.org/spec/1.0.0/errors/",
    ];

    private static readonly string[] s_names = [Configuration, Validation, Expression, Authentication, Authorization, Timeout, Communication, Runtime];

    /// <summary>The usual status of a standard type, by the last part of its URI.</summary>
    public static int StatusOf(string name) => name switch
    {
        Configuration or Validation or Expression => 400,
        Authentication => 401,
        Authorization => 403,
        Timeout => 408,
        _ => 500,
    };

    /// <summary>Whether two URIs name one type: the same text, or one standard type in two of its spellings.</summary>
    public static bool AreSame(string a, string b) => a == b || (NameOf(a) is { } name && name == NameOf(b));

    private static string? NameOf(string type)
    {
        string? spelling = s_spellings.FirstOrDefault(s => type.StartsWith(s, StringComparison.Ordinal));
        return spelling is not null && s_names.Contains(type[spelling.Length..], StringComparer.Ordinal) ? type[spelling.Length..] : null;
    }
}
