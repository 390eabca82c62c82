using System.Threading.Channels;
using Parley.Server.Operations;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Operations;

public sealed class PeriodicServiceTests : IAsyncDisposable
{
    private const int Fault = 1190;
    private const int GoesOn = 1191;
    private const int Waits = 1192;

    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    private readonly SteppedTime _clock = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
    private readonly RecordingLog _log = new();
    private readonly Service _service;

    public PeriodicServiceTests() => _service = new Service(s_every, _clock, _log);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pass_IsMadeAtTheStart_AndEachTimeItHasRested()
    {
        await StartAsync();

        await AgainAsync(s_every - TimeSpan.FromTicks(1), TimeSpan.FromTicks(1));
        await AgainAsync(s_every);

        Assert.Equal(3, _service.Passes);
    }

    [Fact]
    public async Task Wake_MakesAPassAtOnce_AndOneForManyCalls()
    {
        await StartAsync();
        _service.Hold();
        _service.Wake();
        await _service.Begun();
        for (int i = 0; i < 10; i++)
        {
            _service.Wake();
        }

        _service.LetGo();
        await _service.Ended();
        await _service.Begun();
        await _service.Ended();
        await RestsAsync();

        Assert.Equal(3, _service.Passes);
    }

    [Fact]
    public async Task Fault_IsToldOnce_IsTriedAgainEverMoreSeldom_AndRecovers()
    {
        _service.Fails = () => new InvalidOperationException("broken");
        await StartAsync();
        await AgainAsync(TimeSpan.FromSeconds(1));
        await AgainAsync(TimeSpan.FromSeconds(2));
        await AgainAsync(TimeSpan.FromSeconds(4) - TimeSpan.FromTicks(1), TimeSpan.FromTicks(1));
        Assert.True(_service.IsFailing);
        Assert.Equal([Fault], _log.Events);

        _service.Fails = null;
        await AgainAsync(TimeSpan.FromSeconds(8));
        await AgainAsync(s_every);

        Assert.False(_service.IsFailing);
        Assert.Equal([Fault, GoesOn], _log.Events);
    }

    [Fact]
    public async Task Faults_ThatDiffer_AreEachToldOnce_AndAgainAfterRecovery()
    {
        _service.Fails = () => new InvalidOperationException(_service.Passes % 2 == 0 ? "even" : "odd");
        await StartAsync();
        foreach (int seconds in (int[])[1, 2, 4])
        {
            await AgainAsync(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal([Fault, Fault], _log.Events);

        _service.Fails = null;
        await AgainAsync(TimeSpan.FromSeconds(8));
        _service.Fails = () => new InvalidOperationException("even");
        await AgainAsync(s_every);

        Assert.Equal([Fault, Fault, GoesOn, Fault], _log.Events);
    }

    [Fact]
    public async Task Store_ThatIsAway_IsAWarning()
    {
        _service.Fails = () => new StoreUnavailableException("away", null);
        await StartAsync();

        Assert.Equal([Waits], _log.Events);
        Assert.True(_service.IsFailing);
    }

    [Fact]
    public async Task Wake_DoesNotShortenTheRestAfterAFault()
    {
        _service.Fails = () => new InvalidOperationException("broken");
        await StartAsync();

        _service.Wake();
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(1, _service.Passes);
        await AgainAsync(TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, _service.Passes);
    }

    [Fact]
    public async Task Stop_EndsAPassQuietly()
    {
        await StartAsync();
        _service.Hold();
        _service.Wake();
        await _service.Begun();

        await _service.StopAsync(Token);

        Assert.True(_service.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(_log.Events);
    }

    [Fact]
    public async Task Stop_WhileItRestsAfterAFault_EndsItQuietly()
    {
        _service.Fails = () => new InvalidOperationException("broken");
        await StartAsync();

        await _service.StopAsync(Token);

        Assert.True(_service.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Equal([Fault], _log.Events);
    }

    [Fact]
    public async Task Each_GoesOnAfterOneThatFails_AndTellsOfIt()
    {
        _service.Things = [1, 2, 3];
        _service.FailsAt = 2;
        await StartAsync();
        Assert.Equal([1, 3], _service.Done);
        Assert.Equal([Fault], _log.Events);
        Assert.True(_service.IsFailing);

        _service.FailsAt = null;
        await AgainAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([1, 3, 1, 2, 3], _service.Done);
        Assert.Equal([Fault, GoesOn], _log.Events);
    }

    [Fact]
    public async Task Passes_TakeTurns()
    {
        _service.Hold();
        Task first = _service.PassAsync(Token);
        await _service.Begun();
        Task second = _service.PassAsync(Token);
        Assert.Equal(1, _service.Passes);

        _service.LetGo();
        await Task.WhenAll(first, second);

        Assert.Equal(2, _service.Passes);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.StopAsync(CancellationToken.None);
        _service.Dispose();
    }

    private async Task StartAsync()
    {
        await _service.StartAsync(Token);
        await _service.Begun();
        await _service.Ended();
        await RestsAsync();
    }

    /// <summary>Lets time pass in steps, in the last of which the next pass is to be made, and waits until that has been.</summary>
    private async Task AgainAsync(params TimeSpan[] steps)
    {
        int passes = _service.Passes;
        foreach (TimeSpan step in steps)
        {
            Assert.Equal(passes, _service.Passes);
            _clock.Advance(step);
        }

        await _service.Begun();
        await _service.Ended();
        await RestsAsync();
    }

    /// <summary>The pass has ended, and the clock knows when the next is to be.</summary>
    private async Task RestsAsync()
    {
        for (int looks = 1; !_clock.IsWaitedFor; looks++)
        {
            await Poll.PauseAsync(looks, Token);
        }
    }

    private sealed class Service(TimeSpan every, TimeProvider time, RecordingLog log) : PeriodicService(every, time, log)
    {
        private readonly Channel<bool> _begun = Channel.CreateUnbounded<bool>();
        private readonly Channel<bool> _ended = Channel.CreateUnbounded<bool>();
        private TaskCompletionSource? _held;

        public int Passes { get; private set; }

        public Func<Exception>? Fails { get; set; }

        public int[] Things { get; set; } = [];

        public int? FailsAt { get; set; }

        public List<int> Done { get; } = [];

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void LetGo() => Interlocked.Exchange(ref _held, null)!.SetResult();

        public async Task Begun() => await _begun.Reader.ReadAsync(Token);

        public async Task Ended() => await _ended.Reader.ReadAsync(Token);

        protected override async Task DoAsync(CancellationToken cancellationToken)
        {
            Passes++;
            _begun.Writer.TryWrite(true);
            try
            {
                if (_held is { } held)
                {
                    await held.Task.WaitAsync(cancellationToken);
                }

                await EachAsync(Things, TouchAsync, cancellationToken);
                if (Fails is { } fails)
                {
                    throw fails();
                }
            }
            finally
            {
                _ended.Writer.TryWrite(true);
            }
        }

        private Task TouchAsync(int thing)
        {
            if (thing == FailsAt)
            {
                throw new InvalidOperationException("broken");
            }

            Done.Add(thing);
            return Task.CompletedTask;
        }
    }
}
