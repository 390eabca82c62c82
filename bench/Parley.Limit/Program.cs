using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Parley.Limit;

// The hand-written limit: one pair of formats and nothing else, as fast as honest code does it. Parley's server is measured against it.
const int MostUnderWay = 10_000;

if (LimitOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(LimitOptions.Usage);
    return 2;
}

using var store = new Store(options.StoreFile);
var undelivered = store.Undelivered().ToList();
using var room = new SemaphoreSlim(Math.Max(0, MostUnderWay - undelivered.Count));
var deliveries = Channel.CreateUnbounded<Exchange>();
foreach (var (id, body) in undelivered)
{
    deliveries.Writer.TryWrite(new Exchange(body, Intake.Translate(body)) { Id = id });
}

var commits = new CommitWriter(store, deliveries.Writer);
commits.Start();
using var deliverer = new Deliverer(options.Recipient, deliveries.Reader, commits, room);
using var stopping = new CancellationTokenSource();
var delivering = deliverer.RunAsync(stopping.Token);

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(options.Urls);
var app = builder.Build();
app.Run(new Intake(commits, room).HandleAsync);
await app.StartAsync();
await Console.Out.WriteLineAsync($"ready {options.Urls}");
using var ended = new ManualResetEventSlim();
using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM,
    signal =>
    {
        signal.Cancel = true;
        ended.Set();
    });
ended.Wait();

await app.StopAsync();
await stopping.CancelAsync();
await delivering.ContinueWith(_ => { }, TaskScheduler.Default);
commits.Stop();
return 0;
