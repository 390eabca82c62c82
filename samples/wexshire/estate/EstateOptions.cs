using System.Globalization;

namespace Wexshire.Estate;

/// <summary>What the command line says: the role, and the values of its options.</summary>
internal sealed record EstateOptions
{
    public required string Role { get; init; }

    public string Urls { get; init; } = "http://127.0.0.1:0";

    public string Data { get; init; } = "";

    public Uri? Platform { get; init; }

    public string Key { get; init; } = "";

    public string System { get; init; } = "";

    public string Drop { get; init; } = "";

    public string Inbox { get; init; } = "";

    public ulong Seed { get; init; } = 1;

    public int Count { get; init; } = 100;

    public string Out { get; init; } = "-";

    /// <summary>Reads <c>ROLE --name value …</c>; gives the options, or what is wrong with them.</summary>
    public static (EstateOptions? Options, string? Fault) Parse(IReadOnlyList<string> args)
    {
        var options = new EstateOptions { Role = args[0], System = args[0] };
        for (var i = 1; i < args.Count; i += 2)
        {
            if (i + 1 >= args.Count)
            {
                return (null, $"option '{args[i]}' needs a value.");
            }

            var next = options.With(args[i], args[i + 1]);
            if (next is null)
            {
                return (null, $"option '{args[i]}' is not known, or '{args[i + 1]}' is no value for it.");
            }

            options = next;
        }

        return options.Role != "generate" && options.Data.Length == 0
            ? (null, "option '--data DIR' is needed.")
            : (options.WithFolders(), null);
    }

    private EstateOptions? With(string name, string value) => name switch
    {
        "--urls" => this with { Urls = value },
        "--data" => this with { Data = value },
        "--platform" when Uri.TryCreate(value.TrimEnd('/') + "/", UriKind.Absolute, out var uri) => this with { Platform = uri },
        "--key" => this with { Key = value },
        "--system" => this with { System = value },
        "--drop" => this with { Drop = value },
        "--inbox" => this with { Inbox = value },
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        "--count" when int.TryParse(value, CultureInfo.InvariantCulture, out var count) && count >= 0 => this with { Count = count },
        "--out" => this with { Out = value },
        _ => null,
    };

    private EstateOptions WithFolders() => this with
    {
        Drop = Drop.Length > 0 ? Drop : Path.Combine(Data, "drop"),
        Inbox = Inbox.Length > 0 ? Inbox : Path.Combine(Data, "inbox"),
    };
}
