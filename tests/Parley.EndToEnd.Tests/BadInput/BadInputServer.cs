using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.BadInput;

/// <summary>One server for many bad messages, with recipients for the sound ones among them.</summary>
public sealed class BadInputServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = HttpEstate.Create();
    private ServerProcess? _server;
    private int _sound;

    internal Recipient Alpha { get; } = new();

    internal Recipient Beta { get; } = new();

    internal Recipient Gamma { get; } = new();

    internal IReadOnlyDictionary<string, Depositor> Senders { get; } = new Dictionary<string, Depositor>
    {
        ["alpha"] = new("alpha", "incident"),
        ["delta"] = new("delta", "event"),
    };

    internal string Address => _server!.Address;

    public async ValueTask InitializeAsync()
    {
        await Alpha.StartAsync();
        await Beta.StartAsync();
        await Gamma.StartAsync();
        _server = await ServerProcess.StartAsync(_folder.Path, HttpEstate.Environment(Alpha.Address, Beta.Address, Gamma.Address));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await Alpha.DisposeAsync();
        await Beta.DisposeAsync();
        await Gamma.DisposeAsync();
        foreach (Depositor sender in Senders.Values)
        {
            sender.Dispose();
        }

        _folder.Dispose();
    }

    /// <summary>Fails unless a sound message goes through to both recipients.</summary>
    internal async Task AssertWorksAsync()
    {
        string number = $"SOUND-{Interlocked.Increment(ref _sound)}";
        Answer answer = await Senders["alpha"].DepositAsync(Address, HttpEstate.Incident(number, "after a bad one"));
        Assert.True(answer.Status == 202, answer.Body);
        await HasAsync(Beta, number);
        await HasAsync(Gamma, number);
    }

    /// <summary>Waits for the message of a number.</summary>
    internal static async Task<Delivered> HasAsync(Recipient recipient, string number)
    {
        for (int count = 1; ; count++)
        {
            await recipient.HasAsync(count, Patience);
            if (recipient.Taken.Skip(count - 1).FirstOrDefault(d => d.Body.Contains(number, StringComparison.Ordinal)) is Delivered found)
            {
                return found;
            }
        }
    }
}
