using System.Globalization;

namespace Parley.Bench.Exchanges;

/// <summary>The hand-written limit program; its assembly lies beside this one.</summary>
internal sealed class LimitSubject : IExchangeSubject
{
    public string Name => "limit program";

    public string Path => "/incidents";

    public IReadOnlyList<string> Headers => [];

    public ChildProcess Start(int port, Uri recipient, string folder) => ChildProcess.StartAssembly(
        "Parley.Limit.dll",
        port,
        "--urls",
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
        "--store",
        System.IO.Path.Combine(folder, "limit.db"),
        "--recipient",
        recipient.ToString());
}
