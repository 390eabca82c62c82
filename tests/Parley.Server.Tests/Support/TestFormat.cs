using Parley.Engine.Formats;
using Parley.Engine.Issues;

namespace Parley.Server.Tests.Support;

/// <summary>A format for tests whose translation is a stand-in: only its name, its media type and its splitting into lines are used.</summary>
internal sealed class TestFormat : MessageFormat
{
    public override string Name => "json";

    public override string MediaType => "application/json";

    public override string FileExtension => ".json";

    public override MessageReader CreateReader(Shape root, FormatLimits limits) => throw new NotSupportedException();

    public override MessageWriter CreateWriter(Shape root) => throw new NotSupportedException();

    public override MessageSplitter CreateSplitter(Stream stream, FormatLimits limits) => new LineSplitter(stream);

    private sealed class LineSplitter(Stream stream) : MessageSplitter
    {
        private readonly StreamReader _reader = new(stream, leaveOpen: true);
        private int _line;

        public override int Line => _line;

        public override bool TryNext(out ReadOnlyMemory<byte> message, IssueSink issues)
        {
            string? line = _reader.ReadLine();
            _line++;
            message = line is null ? default : System.Text.Encoding.UTF8.GetBytes(line);
            return line is not null;
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
