using System.Diagnostics;
using System.Net.Sockets;

namespace Parley.Bench.Load;

/// <summary>One connection's share of a load.</summary>
internal sealed class LoadWorker(LoadOptions options, RequestTemplates templates, LoadSchedule schedule)
{
    private readonly byte[] _request = new byte[templates.Longest];

    public List<TimeSpan> Latencies { get; } = [];

    public long Accepted { get; private set; }

    public long Refused { get; private set; }

    public long Failed { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        HttpConnection? connection = null;
        try
        {
            while (schedule.TryTake(out var number, out var due))
            {
                await LoadSchedule.WaitAsync(due, cancellationToken);
                try
                {
                    connection ??= await OpenAsync(cancellationToken);
                    await SendAsync(connection, number, due, cancellationToken);
                }
                catch (Exception failure) when (failure is IOException or SocketException)
                {
                    Failed++;
                    connection?.Dispose();
                    connection = null;
                }
            }
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private async Task<HttpConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new HttpConnection(options.Url);
        await connection.ConnectAsync(cancellationToken);
        return connection;
    }

    private async ValueTask SendAsync(HttpConnection connection, long number, long? due, CancellationToken cancellationToken)
    {
        var length = templates.Write(number, _request);
        var started = due ?? Stopwatch.GetTimestamp();
        var status = await connection.SendAsync(_request.AsMemory(0, length), cancellationToken);
        Latencies.Add(Stopwatch.GetElapsedTime(started));
        if (status is >= 200 and < 300)
        {
            Accepted++;
        }
        else
        {
            Refused++;
        }
    }
}
