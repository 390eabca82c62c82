using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation;

namespace Parley.Cli.Translating;

/// <summary>Translates the messages of some files, one by one, and keeps count.</summary>
internal sealed class TranslationRun(TranslationSource from, TranslationSink to, TranslationTarget target, Output output)
{
    /// <summary>The name of the dictionary's own JSON.</summary>
    public const string Pole = "pole";

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 16);
    private readonly DateTime _now = TimeProvider.System.GetUtcNow().UtcDateTime;
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private JsonObject[]? _explanation;
    private long _reported = TimeProvider.System.GetTimestamp();
    private int _messages;
    private int _failed;
    private int _issues;

    /// <summary>Whether to say where each value came from.</summary>
    public bool Explain { get; init; }

    /// <summary>Translates all messages of a file.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="cancellationToken">Stops between two messages.</param>
    public void Translate(string path, CancellationToken cancellationToken)
    {
        using Stream stream = Open(path);
        using MessageSplitter splitter = from.Format.CreateSplitter(stream, FormatLimits.Default);
        string name = path == "-" ? "(standard input)" : path;
        int number = 0;
        IssueSink framing = new();
        IssueSink issues = new();
        while (splitter.TryNext(out ReadOnlyMemory<byte> message, framing))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            PassedOver(framing, name);
            bool done = One(message, issues);
            Emit(path, new MessagePlace(name, splitter.Line, from.Format.FirstLine), number, done, issues);
            issues.Clear();
            ShowProgress();
        }

        PassedOver(framing, name);
    }

    /// <summary>Says how it went, on standard error.</summary>
    /// <returns>Whether every message was translated.</returns>
    public bool End()
    {
        TimeSpan took = TimeProvider.System.GetElapsedTime(_started);
        output.Note($"{Counted.Of(_messages, "message")}, {_failed} not translated, {Counted.Of(_issues, "issue")}, {took.TotalSeconds:0.0} s");
        return _failed == 0;
    }

    private bool One(ReadOnlyMemory<byte> message, IssueSink issues)
    {
        _messages++;
        _buffer.ResetWrittenCount();
        _explanation = null;
        TranslationTrace? read = Explain ? new TranslationTrace() : null;
        TranslationTrace? written = Explain ? new TranslationTrace() : null;
        Bundle? bundle = from.Read(message, issues, read);
        if (bundle is null || issues.HasErrors)
        {
            return false;
        }

        WriteContext context = new($"offline-{_messages}", $"offline-{_messages}", _now, from.System, to.System);
        bool sound = to.Write(bundle, context, _buffer, issues, written);
        _explanation = Explain ? [.. Explanation.Of(bundle, read!, written!)] : null;
        return sound;
    }

    private void Emit(string path, MessagePlace place, int number, bool done, IssueSink issues)
    {
        _failed += done ? 0 : 1;
        if (output.Json)
        {
            JsonObject result = new()
            {
                ["source"] = place.File,
                ["line"] = place.Line,
                ["translated"] = done,
                ["issues"] = new JsonArray([.. issues.Issues.Select(i => IssuePrinter.ToJson(Placed(i, place)))]),
                ["message"] = done ? Encoding.UTF8.GetString(_buffer.WrittenSpan) : null,
            };
            if (_explanation is not null)
            {
                result["explanation"] = new JsonArray([.. _explanation]);
            }

            _issues += issues.Count;
            output.Results.WriteLine(result.ToJsonString());
            return;
        }

        Report(issues, place);
        foreach (JsonObject explained in _explanation ?? [])
        {
            output.Note(Explanation.ToText(explained));
        }

        if (done)
        {
            target.Write(_buffer.WrittenSpan, path, number);
        }
    }

    // What the stream itself has: messages that were passed over, or a rest that cannot be read. The message behind them is none the worse.
    private void PassedOver(IssueSink framing, string name)
    {
        if (framing.Count > 0)
        {
            Report(framing, new MessagePlace(name, 1, 1));
            _failed += framing.HasErrors ? 1 : 0;
            framing.Clear();
        }
    }

    private void Report(IssueSink issues, MessagePlace place)
    {
        _issues += issues.Count;
        foreach (Issue issue in issues.Issues)
        {
            output.Note(Placed(issue, place).ToString());
        }
    }

    // A place within a message becomes one within its file: messages begin at the start of a line, or the column is that of the message.
    private static Issue Placed(Issue issue, MessagePlace place) => issue with { Position = place.Of(issue.Position) };

    private static Stream Open(string path) => path == "-" ? Console.OpenStandardInput() : InputFile.Open(path, 1 << 16);

    private void ShowProgress()
    {
        if (Console.IsErrorRedirected || TimeProvider.System.GetElapsedTime(_reported) < ProgressEvery)
        {
            return;
        }

        _reported = TimeProvider.System.GetTimestamp();
        output.Note($"{Counted.Of(_messages, "message")} …");
    }
}
